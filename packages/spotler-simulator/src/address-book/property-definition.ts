/** A contact property of the simulated account. */
export interface PropertyDefinition {
  /** Name in `contact.properties`. */
  readonly name: string;
  /** Name as Spotler would show it. */
  readonly description: string;
  /** birthdate, date, dateTime, email, gender, int, mobNr, money, postcode, set or string. */
  readonly type: string;
  /** The choices of a `set`; `permissions` is one. */
  readonly entries?: readonly PropertyChoice[] | undefined;
}

/** One choice of a `set`. */
export interface PropertyChoice {
  /** Number of the choice. */
  readonly bit: number;
  /** Name as Spotler would show it. */
  readonly description: string;
  /** Place in the list. */
  readonly rank: number;
}

const STRINGS = [
  'firstName',
  'infix',
  'lastName',
  'initials',
  'organisation',
  'street',
  'houseNumber',
  'postalCode',
  'city',
  'state',
  'country',
  'phoneNumber',
  'jobTitle',
  'customerType',
  'profileField1',
  'profileField2',
  'profileField3',
];

/** Properties of a plain account: the names that the vendor's own connector uses, and three permissions. */
export const DEFAULT_PROPERTIES: readonly PropertyDefinition[] = [
  { name: 'email', description: 'E-mail address', type: 'email' },
  ...STRINGS.map((name) => ({ name, description: name, type: 'string' })),
  { name: 'mobileNumber', description: 'Mobile number', type: 'mobNr' },
  { name: 'gender', description: 'Gender', type: 'gender' },
  { name: 'birthday', description: 'Birthday', type: 'birthdate' },
  { name: 'freeField1', description: 'Free field', type: 'int' },
  {
    name: 'permissions',
    description: 'Permissions',
    type: 'set',
    entries: [
      { bit: 1, description: 'Newsletter', rank: 1 },
      { bit: 2, description: 'Offers', rank: 2 },
      { bit: 4, description: 'Events', rank: 3 },
    ],
  },
];
