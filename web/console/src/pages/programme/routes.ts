import type { Route } from '../../route';

export const routes: Route[] = [
  {
    path: '/office/programme',
    permissions: ['programme_read'],
    menu: { id: 'Program', en: 'Programme' },
    first: ['/v1/schemes', '/v1/potential'],
    page: () => import('./programme'),
  },
  { path: '/office/programme/new', permissions: ['programme_write'], page: () => import('./new_scheme') },
  { path: '/office/programme/{scheme}/targets', permissions: ['programme_write'], page: () => import('./targets') },
  { path: '/office/programme/{scheme}/planner', permissions: ['programme_read'], page: () => import('./planner') },
  {
    path: '/office/campaigns',
    permissions: ['bills_read'],
    menu: { id: 'Gerakan perusahaan', en: 'Company campaigns' },
    page: () => import('./campaigns'),
  },
  { path: '/office/campaigns/{campaign}', permissions: ['bills_read'], page: () => import('./campaign') },
  { path: '/office/workers', permissions: ['bills_read'], page: () => import('./workers') },
  {
    path: '/office/approvals',
    permissions: ['enrol_propose', 'enrol_approve', 'payments_record', 'payments_approve', 'review_propose', 'review_approve', 'claims_propose', 'claims_approve'],
    menu: { id: 'Persetujuan', en: 'Approvals' },
    page: () => import('./approvals'),
  },
];
