/** When something was done with an entity, in epoch milliseconds. */
export interface EntityTimes {
  readonly createdAt: number;
  readonly updatedAt: number;
  readonly accessedAt: number;
}
