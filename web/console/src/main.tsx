// The console: finds out who is signed in, then shows the page that the address names.
import { render } from 'preact';
import './styles.css';
import { App } from './shell/app';

const root = document.getElementById('app');
if (root) render(<App />, root);
