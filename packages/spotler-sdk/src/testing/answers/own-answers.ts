import type { Meaning, SpotlerAnswer } from './spotler-answer.ts';

const SWAGGER = "vendor's API description of 2022, model ErrorResponse {errorType, message}";
const INFERENCE =
  'not documented; nothing that is typed is absence but CONTACT_NOT_FOUND with 400, 404 or 410';
const JSON_TYPE = { 'content-type': 'application/json' };
const XML_TYPE = { 'content-type': 'application/xml' };

const NOT_FOUND = '{"errorType":"CONTACT_NOT_FOUND","message":"Given contact not found"}';
const NOT_FOUND_XML =
  '<?xml version="1.0"?><errorResponse><errorType>CONTACT_NOT_FOUND</errorType><message>Given contact not found</message></errorResponse>';

/** Statuses with which the type of an unknown contact is not absence. */
const MISPLACED = [
  [200, 'protocol'],
  [403, 'authentication'],
  [409, 'rejected'],
  [500, 'unavailable'],
] as const;

function misplaced(status: (typeof MISPLACED)[number][0], means: Meaning) {
  const name = `contact-not-found-${status}` as const;
  return { name, status, headers: JSON_TYPE, body: NOT_FOUND, means, source: INFERENCE };
}

/** Answers in Spotler's own form. */
export const OWN_ANSWERS = [
  {
    name: 'contact-not-found-404',
    status: 404,
    headers: JSON_TYPE,
    body: NOT_FOUND,
    means: 'absent',
    source: `${SWAGGER}; 404 "Given contact not found"`,
  },
  {
    name: 'contact-not-found-404-xml',
    status: 404,
    headers: XML_TYPE,
    body: NOT_FOUND_XML,
    means: 'absent',
    source: `${SWAGGER}; JSON and XML are both produced`,
  },
  {
    name: 'contact-not-found-404-untyped-content',
    status: 404,
    headers: {},
    body: NOT_FOUND,
    means: 'absent',
    source: 'clients in production read bodies whatever their content type (techtwo_mailplus)',
  },
  {
    name: 'contact-not-found-400',
    status: 400,
    headers: JSON_TYPE,
    body: NOT_FOUND,
    means: 'absent',
    source: 'gustavebbers/spotler-sdk treats a 400 on GET contact as not found',
  },
  {
    name: 'contact-not-found-410',
    status: 410,
    headers: JSON_TYPE,
    body: NOT_FOUND,
    means: 'absent',
    source: `${SWAGGER}; 410 is named by the specification of the product that is replaced`,
  },
  ...MISPLACED.map(([status, means]) => misplaced(status, means)),
  {
    name: 'contact-not-found-without-message',
    status: 404,
    headers: JSON_TYPE,
    body: '{"errorType":"CONTACT_NOT_FOUND"}',
    means: 'protocol',
    source: `${SWAGGER}: both members are required`,
  },
  {
    name: 'contact-not-found-under-another-root',
    status: 404,
    headers: XML_TYPE,
    body: '<error><errorType>CONTACT_NOT_FOUND</errorType><message>Not Found</message></error>',
    means: 'protocol',
    source: 'made up: the right members under a root that is not known to be of Spotler',
  },
  {
    name: 'resource-not-found-404',
    status: 404,
    headers: JSON_TYPE,
    body: '{"errorType":"RESOURCE_NOT_FOUND","message":"Resource not found"}',
    means: 'protocol',
    source: `${SWAGGER}; the type of a path that does not exist`,
  },
  {
    name: 'resource-not-found-410',
    status: 410,
    headers: JSON_TYPE,
    body: '{"errorType":"RESOURCE_NOT_FOUND","message":"Resource not found"}',
    means: 'protocol',
    source: INFERENCE,
  },
  {
    name: 'unknown-error-type-404',
    status: 404,
    headers: JSON_TYPE,
    body: '{"errorType":"SOMETHING_NEW","message":"No"}',
    means: 'protocol',
    source: 'the list of error types is of 2022, and open',
  },
  {
    name: 'invalid-property-400',
    status: 400,
    headers: JSON_TYPE,
    body: '{"errorType":"INVALID_PROPERTY","message":"Property is invalid"}',
    means: 'rejected',
    source: `${SWAGGER}; 400 "Property is invalid"`,
  },
  {
    name: 'contact-optout-400',
    status: 400,
    headers: JSON_TYPE,
    body: '{"errorType":"CONTACT_OPTOUT","message":"Contact has opted out"}',
    means: 'rejected',
    source: `${SWAGGER}; for an opt-out it is a success, which reading back has to prove`,
  },
  {
    name: 'not-authorized-401',
    status: 401,
    headers: JSON_TYPE,
    body: '{"errorType":"NOT_AUTHORIZED","message":"Not authorized"}',
    means: 'authentication',
    source: 'techtwo_mailplus: 401 is a wrong key or secret',
  },
  {
    name: 'auth-not-found-404',
    status: 404,
    headers: JSON_TYPE,
    body: '{"errorType":"AUTH_NOT_FOUND","message":"Authentication not found"}',
    means: 'authentication',
    source: `${SWAGGER}; its status is not documented`,
  },
  {
    name: 'backend-exception-500',
    status: 500,
    headers: JSON_TYPE,
    body: '{"errorType":"BACKEND_EXCEPTION","message":"Backend exception"}',
    means: 'unavailable',
    source: SWAGGER,
  },
  {
    name: 'no-content-204',
    status: 204,
    headers: {},
    body: '',
    means: 'done',
    source: 'vendor\'s API description of 2022: 204 "Contact anonymized successfully", no body',
  },
  {
    name: 'empty-200',
    status: 200,
    headers: {},
    body: '',
    means: 'done',
    source: 'larsvg/spotler-client takes 200 and 204 alike',
  },
  {
    name: 'gone-410',
    status: 410,
    headers: {},
    body: '',
    means: 'bare',
    source: 'specification of the product that is replaced: 410 is the success of an anonymization',
  },
] as const satisfies readonly SpotlerAnswer[];
