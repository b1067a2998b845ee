/** A contact cannot be stored, for the reason that Spotler would give. */
export class RefusedContact extends TypeError {
  override readonly name = 'RefusedContact';
}
