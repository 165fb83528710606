// Every page of the console. An area's routes stand in its folder; the menu is made of them.
import type { Caller } from './api';
import { routes as admin } from './pages/admin/routes';
import { routes as claims } from './pages/claims/routes';
import { routes as duplicates } from './pages/duplicates/routes';
import { routes as figures } from './pages/figures/routes';
import { routes as home } from './pages/home/routes';
import { routes as lists } from './pages/lists/routes';
import { routes as money } from './pages/money/routes';
import { routes as people } from './pages/people/routes';
import { routes as programme } from './pages/programme/routes';
import type { Route } from './route';

export const routes: Route[] = [
  ...home, ...figures, ...lists, ...duplicates, ...people, ...programme, ...money, ...claims, ...admin,
];

export function allowed(route: Route, caller: Caller): boolean {
  return route.permissions.length === 0 || route.permissions.some((each) => caller.permissions.includes(each));
}
