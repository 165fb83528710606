import type { Route } from '../../route';

export const routes: Route[] = [
  { path: '/office/lists', permissions: ['lists_read'], menu: { id: 'Daftar', en: 'Lists' }, first: ['/v1/lists?limit=50', '/v1/senders'], page: () => import('./lists') },
  { path: '/office/lists/new', permissions: ['lists_write'], page: () => import('./send') },
  { path: '/office/lists/new/{upload}', permissions: ['lists_write'], page: () => import('./check') },
  { path: '/office/lists/new/{upload}/fix', permissions: ['lists_write'], page: () => import('./fix') },
  { path: '/office/lists/quality', permissions: ['lists_read'], page: () => import('./quality') },
  { path: '/office/lists/{list}', permissions: ['lists_read'], page: () => import('./list') },
  { path: '/office/entries', permissions: ['people_unmask'], menu: { id: 'Dari desa', en: 'From villages' }, page: () => import('./entries') },
  { path: '/office/entries/{entry}', permissions: ['people_unmask'], page: () => import('./entry') },
];
