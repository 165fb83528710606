import type { Route } from '../../route';

export const routes: Route[] = [
  {
    path: '/office/claims',
    permissions: ['people_read'],
    menu: { id: 'Klaim', en: 'Claims' },
    first: ['/v1/claims?limit=100&only=all'],
    page: () => import('./claims'),
  },
  { path: '/office/claims/new', permissions: ['events_write'], page: () => import('./report') },
  {
    path: '/office/claims/unclaimed',
    permissions: ['people_read'],
    menu: { id: 'Hak dan tenggat', en: 'Rights and deadlines' },
    page: () => import('./unclaimed'),
  },
  { path: '/office/claims/unclaimed/lapsing', permissions: ['people_read'], page: () => import('./lapsing') },
  { path: '/office/claims/unclaimed/school-years', permissions: ['people_unmask'], page: () => import('./school_years') },
  { path: '/office/claims/unclaimed/treated', permissions: ['people_unmask'], page: () => import('./treated') },
  { path: '/office/claims/unclaimed/{person}/letter', permissions: ['people_unmask'], page: async () => ({ default: (await import('./right_letter')).UnclaimedLetter }) },
  { path: '/office/claims/unclaimed/lapsing/{person}/letter', permissions: ['people_read'], page: async () => ({ default: (await import('./right_letter')).LapsingLetter }) },
  { path: '/office/claims/unclaimed/treated/{person}/letter', permissions: ['people_unmask'], page: async () => ({ default: (await import('./right_letter')).TreatedLetter }) },
  { path: '/office/claims/unclaimed/school-years/{claim}/letter', permissions: ['people_unmask'], page: async () => ({ default: (await import('./right_letter')).SchoolLetter }) },
  { path: '/office/claims/what-if', permissions: ['rules_read'], page: () => import('./whatif') },
  { path: '/office/claims/{claim}', permissions: ['people_read'], page: () => import('./claim') },
  { path: '/office/claims/{claim}/letter', permissions: ['people_unmask'], page: () => import('./letter') },
];
