import type {
  BoundFunctionRequest,
  RetrieveAttributesRequest,
  RetrieveMultipleRequest,
  UnboundFunctionRequest,
} from 'dynamics-web-api';

/** The part of dynamics-web-api that reads whatever is no single row. What it gives is not trusted. */
export interface ReadingClient {
  retrieveMultiple(request: RetrieveMultipleRequest, nextPageLink?: string): Promise<unknown>;
  retrieveAttributes(request: RetrieveAttributesRequest): Promise<unknown>;
  callFunction(request: BoundFunctionRequest | UnboundFunctionRequest): Promise<unknown>;
}
