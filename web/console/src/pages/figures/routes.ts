import type { Route } from '../../route';

export const routes: Route[] = [
  { path: '/office/figures', permissions: ['figures_read'], menu: { id: 'Capaian', en: 'Results' }, first: ['/v1/dashboard'], page: () => import('./dashboard') },
  { path: '/office/figures/people', permissions: ['people_read'], page: () => import('./people') },
];
