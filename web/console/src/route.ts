// What a page is to the console: where it stands, who may see it, what it is given. The pages and their
// lists need only this; `routes.ts` puts the lists together, so neither reads the other in a circle.
import type { ComponentType } from 'preact';

export interface PageProps {
  /** What {name} in the path took. */
  names: Record<string, string>;
  query: URLSearchParams;
}

export interface Route {
  /** "/office/bills/{bill}" */
  path: string;
  /** What the caller must be allowed to; any one of them is enough; empty: everybody signed in. */
  permissions: string[];
  /** Its place in the menu; absent for pages that are reached from others. */
  menu?: { id: string; en: string };
  /** What the page asks the API first, word for word, whoever opens it: asked for beside the script already,
   *  which on a slow line saves a wait (web/build.mjs). */
  first?: string[];
  /** The page's own piece of the script, fetched when it is opened. */
  page: () => Promise<{ default: ComponentType<PageProps> }>;
}
