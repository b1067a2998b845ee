import { describe, expect, it } from '@jest/globals';
import type { Columns } from '../store/row.ts';
import { ACCOUNT, CONTACT } from '../store/table-definition.ts';
import { columnsOfBody, projectionOf, representRow } from './row-representation.ts';

const ID = '6d81597f-0f9f-e711-8122-000d3aa2331c';
function aRow(columns: Columns) {
  return {
    table: 'contact',
    id: ID,
    columns: { contactid: ID, ...columns },
    version: 7,
  };
}
const all = { select: null, annotations: false };
function read(body: object) {
  return columnsOfBody(JSON.stringify(body), CONTACT, [CONTACT, ACCOUNT]);
}

describe('a row as JSON', () => {
  it('has its ETag, its key and null for what is empty', () => {
    expect(representRow(aRow({ lastname: 'Berg' }), CONTACT, all)).toMatchObject({
      '@odata.etag': 'W/"7"',
      contactid: ID,
      lastname: 'Berg',
      jobtitle: null,
      _parentcustomerid_value: null,
      versionnumber: 7,
    });
  });

  it('has only what was selected, besides the key', () => {
    const projection = projectionOf(new Map([['$select', 'lastname, new_custom']]), '', CONTACT);
    expect(Object.keys(representRow(aRow({}), CONTACT, projection))).toEqual([
      '@odata.etag',
      'lastname',
      'new_custom',
      'contactid',
    ]);
  });

  it('has annotations only when they are asked for', () => {
    const parentcustomerid = { table: 'account', id: ID, name: 'Berg BV' };
    const name = '_parentcustomerid_value@OData.Community.Display.V1.FormattedValue';
    expect(representRow(aRow({ parentcustomerid }), CONTACT, all)).not.toHaveProperty([name]);
    expect(representRow(aRow({ parentcustomerid }), CONTACT, { ...all, annotations: true })).toMatchObject({
      _parentcustomerid_value: ID,
      [name]: 'Berg BV',
      '_parentcustomerid_value@Microsoft.Dynamics.CRM.lookuplogicalname': 'account',
    });
  });

  it.each(['shoesize', 'parentcustomerid', '_lastname_value', 'Lastname'])(
    'has no property %s',
    ($select) => {
      expect(() => projectionOf(new Map([['$select', $select]]), '', CONTACT)).toThrow(
        `Could not find a property named '${$select}' on type 'Microsoft.Dynamics.CRM.contact'.`,
      );
    },
  );
});

describe('a row in a request', () => {
  it('leaves annotations and the key out', () => {
    expect(read({ lastname: 'Berg', contactid: ID, '@odata.type': 'x', 'lastname@x.y': 1 })).toEqual({
      lastname: 'Berg',
    });
  });

  it.each([
    ['parentcustomerid_account@odata.bind', 'parentcustomerid'],
    ['new_Friend@odata.bind', 'new_friend'],
  ])('binds a lookup by %s', (property, column) => {
    expect(read({ [property]: `/accounts(${ID.toUpperCase()})` })).toEqual({
      [column]: { table: 'account', id: ID, name: null },
    });
    expect(read({ [property]: null })).toEqual({ [column]: null });
  });

  it.each([[[]], ['text'], [null], [{ 'new_x@odata.bind': 'nonsense' }], [{ shoesize: 46 }]])(
    'is refused when it is %j',
    (body) => {
      expect(() => columnsOfBody(JSON.stringify(body), CONTACT, [CONTACT])).toThrow(
        expect.objectContaining({ response: expect.objectContaining({ status: 400 }) }),
      );
    },
  );
});
