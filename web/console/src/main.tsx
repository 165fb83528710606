// The console: finds out who is signed in, then shows the page that the address names.
import { render } from 'preact';
import './styles.css';
import { askForProofs } from './kit/prove';
import { match } from './router';
import { routes } from './routes';
import { App } from './shell/app';

// On a slow line every wait counts: the page's script comes while the server is asked who is there.
void routes.find((route) => match(route.path, location.pathname))?.page().catch(() => undefined);

askForProofs();
const root = document.getElementById('app');
if (root) render(<App />, root);
