import type { Route } from '../../route';

export const routes: Route[] = [
  { path: '/office/bills', permissions: ['bills_read'], menu: { id: 'Tagihan', en: 'Bills' }, first: ['/v1/bills?limit=100'], page: () => import('./bills') },
  { path: '/office/bills/{bill}', permissions: ['bills_read'], page: () => import('./bill') },
  { path: '/office/payments', permissions: ['bills_read'], menu: { id: 'Pembayaran', en: 'Payments' }, page: () => import('./payments') },
  { path: '/office/payments/{payment}', permissions: ['bills_read'], page: () => import('./payment') },
  { path: '/office/arrears', permissions: ['bills_read'], menu: { id: 'Tunggakan', en: 'Arrears' }, page: () => import('./arrears') },
  { path: '/office/ledger', permissions: ['ledger_read'], menu: { id: 'Buku besar', en: 'Ledger' }, page: () => import('./ledger') },
  { path: '/office/ledger/{account}', permissions: ['ledger_read'], page: () => import('./account') },
];
