import type { Route } from '../../route';

export const routes: Route[] = [
  { path: '/office/people', permissions: ['people_read'], menu: { id: 'Orang', en: 'People' }, page: () => import('./search') },
  { path: '/office/people/{person}', permissions: ['people_read'], page: () => import('./person') },
];
