import type { Route } from '../../route';

const house = { id: 'Administrasi', en: 'Administration' };

export const routes: Route[] = [
  { path: '/office/jobs', permissions: ['jobs_read'], menu: { id: 'Proses berjalan', en: 'Work under way' }, page: () => import('./jobs') },
  { path: '/office/jobs/{job}', permissions: ['jobs_read'], page: () => import('./job') },
  { path: '/office/rules', permissions: ['rules_read'], menu: { id: 'Aturan', en: 'Rules' }, page: () => import('./rules') },
  { path: '/office/rules/impact', permissions: ['figures_read'], page: () => import('./impact') },
  { path: '/office/rules/{key}', permissions: ['rules_read'], page: () => import('./rule') },
  { path: '/office/regions', permissions: ['rules_read'], menu: { id: 'Wilayah', en: 'Regions' }, page: () => import('./regions') },
  { path: '/office/audit', permissions: ['audit_read'], menu: { id: 'Jejak audit', en: 'Audit trail' }, page: () => import('./audit') },
  { path: '/office/accounts', permissions: ['accounts_manage'], menu: house, page: () => import('./accounts') },
  { path: '/office/accounts/{account}', permissions: ['accounts_manage'], page: () => import('./one_account') },
  { path: '/office/roles', permissions: ['accounts_manage'], page: () => import('./roles') },
  { path: '/office/organisations', permissions: ['accounts_manage'], page: () => import('./organisations') },
  { path: '/office/webhooks', permissions: ['webhooks_manage'], page: () => import('./webhooks') },
  { path: '/office/system', permissions: ['system_manage'], page: () => import('./system') },
  { path: '/office/account', permissions: [], page: () => import('./own') },
];
