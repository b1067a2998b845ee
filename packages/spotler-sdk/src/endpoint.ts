/**
 * The endpoints this client calls, as templates that can be logged: no id, no query. Paths are relative to
 * the base URL.
 */
export type Endpoint =
  | 'GET /contact/properties/list'
  | 'GET /contact/{externalId}'
  | 'POST /contact'
  | 'PUT /contact/{externalId}'
  | 'POST /contact/list'
  | 'PUT /contact/anonymize/{externalId}'
  | 'GET /contact/search'
  | 'GET /contact/updates/list'
  | 'GET /contact/bounces/list';
