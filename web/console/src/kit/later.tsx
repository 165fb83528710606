// Drawings come after the page: their piece of script is fetched beside the data, and a page whose
// drawings do not come, or break, still shows everything else.
import { Component, type ComponentChildren, type ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { inBoth } from '../words';
import { Loading, Notice } from './basics';

const words = inBoth(
  { missing: 'Gambar ini tidak dapat dimuat. Angka di halaman ini tetap lengkap.' },
  { missing: 'This drawing could not be loaded. The figures on this page are complete all the same.' },
);

class Held extends Component<{ children: ComponentChildren }, { broken: boolean }> {
  override state = { broken: false };
  static override getDerivedStateFromError() {
    return { broken: true };
  }
  override render() {
    return this.state.broken ? <Notice tone="warn">{words().missing}</Notice> : <>{this.props.children}</>;
  }
}

/** The component that `load` brings; a notice in its place when it does not come. */
export function later<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let brought: ComponentType<P> | undefined;
  return function Later(props: P) {
    const [, shown] = useState(brought !== undefined);
    const [missing, setMissing] = useState(false);
    useEffect(() => {
      if (brought) return;
      load().then((found) => { brought = found; shown(true); }, () => setMissing(true));
    }, []);
    if (missing) return <Notice tone="warn">{words().missing}</Notice>;
    const Brought = brought;
    return Brought ? <Held><Brought {...props} /></Held> : <Loading />;
  };
}
