import { isAbsolute } from 'node:path';
import { type TextDecoder, textDecoder } from './text-decoder.ts';
import { webAddress } from './web-address.ts';

/** The place where workers and the command line keep what they share. */
export type StateAddress =
  /** A folder, for the processes of one machine. */
  | { readonly kind: 'folder'; readonly folder: string }
  /** A container of Azure Blob Storage, without a closing slash. */
  | { readonly kind: 'container'; readonly address: string };

// learn.microsoft.com/rest/api/storageservices/naming-and-referencing-containers--blobs--and-metadata. A
// container for evidence lies beside it, whose name is longer.
const CONTAINER = /^[a-z0-9](?:-?[a-z0-9]){2,50}$/;
const FOLDER = /^file:(.+)$/s;

/**
 * Where state is kept: `file:` with the path of a folder, absolute or from where the program runs, or the
 * address of a container in Azure Blob Storage.
 */
export const stateAddress: TextDecoder<StateAddress> = textDecoder(
  'file:<folder>, or https://<account>.blob.core.windows.net/<container> (http only for localhost and names in .test)',
  (text) => folderOf(text) ?? containerOf(text),
);

function folderOf(text: string): StateAddress | undefined {
  const [, rest] = FOLDER.exec(text) ?? [];
  if (rest === undefined) return undefined;
  // file:///var/state, as well as file:/var/state and file:./state.
  const folder = rest.startsWith('//') ? rest.slice(2) : rest;
  return folder.startsWith('//') || (rest.startsWith('//') && !isAbsolute(folder))
    ? undefined
    : { kind: 'folder', folder };
}

function containerOf(text: string): StateAddress | undefined {
  const address = webAddress.decode(text);
  if (address._tag === 'Left') return undefined;
  const container = new URL(address.right).pathname.split('/').at(-1) ?? '';
  return CONTAINER.test(container) ? { kind: 'container', address: address.right } : undefined;
}
