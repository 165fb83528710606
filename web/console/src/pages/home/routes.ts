import type { Route } from '../../route';

export const routes: Route[] = [
  { path: '/office', permissions: [], menu: { id: 'Beranda', en: 'Home' }, page: () => import('./home') },
];
