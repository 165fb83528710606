import type { Route } from '../../route';

export const routes: Route[] = [
  {
    path: '/office/claims',
    permissions: ['people_read'],
    menu: { id: 'Klaim', en: 'Claims' },
    page: () => import('./claims'),
  },
  { path: '/office/claims/new', permissions: ['events_write'], page: () => import('./report') },
  {
    path: '/office/claims/unclaimed',
    permissions: ['people_read'],
    menu: { id: 'Hak yang belum diminta', en: 'Unclaimed rights' },
    page: () => import('./unclaimed'),
  },
  { path: '/office/claims/what-if', permissions: ['rules_read'], page: () => import('./whatif') },
  { path: '/office/claims/{claim}', permissions: ['people_read'], page: () => import('./claim') },
  { path: '/office/claims/{claim}/letter', permissions: ['people_unmask'], page: () => import('./letter') },
];
