import type { Route } from '../../route';

export const routes: Route[] = [
  { path: '/office/duplicates', permissions: ['review_read'], menu: { id: 'Cocokkan', en: 'Duplicates' }, page: () => import('./queue') },
];
