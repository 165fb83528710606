import type { Route } from '../../route';

export const routes: Route[] = [
  { path: '/office', permissions: [], menu: { id: 'Beranda', en: 'Home' }, first: ['/v1/approvals?state=proposed&limit=50', '/v1/approvals?limit=20'], page: () => import('./home') },
];
