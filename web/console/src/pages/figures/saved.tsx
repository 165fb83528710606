// Views that somebody keeps: a name for an address of the dashboard.
import { useState } from 'preact/hooks';
import { api, got } from '../../api';
import { Button, Card, Empty, Trouble } from '../../kit/basics';
import { TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { words } from './words';

export function SavedViews({ query }: { query: URLSearchParams }) {
  const say = words();
  const [name, setName] = useState('');
  const views = useLoad(() => got(api.GET('/v1/saved-views')), []);
  const save = useAction(async () => {
    await got(api.POST('/v1/saved-views', { body: { name, query: query.toString() } }));
    setName('');
    views.reload();
  });
  const remove = useAction(async (id: string) => {
    await got(api.DELETE('/v1/saved-views/{view}', { params: { path: { view: id } } }));
    views.reload();
  });
  return (
    <Card title={say.saved} class="no-print">
      <Trouble problem={save.problem ?? remove.problem ?? views.problem} />
      {views.data?.items.length === 0 && <Empty>{say.noSaved}</Empty>}
      <ul class="tasks">
        {views.data?.items.map((view) => (
          <li key={view.id} class="with-button">
            <a href={`/office/figures${view.query ? '?' + view.query : ''}`}>{view.name}</a>
            <Button kind="quiet" aria-label={`${say.remove}: ${view.name}`} onClick={() => void remove.run(view.id)}>✕</Button>
          </li>
        ))}
      </ul>
      <form
        class="inline-form"
        onSubmit={(event) => {
          event.preventDefault();
          void save.run();
        }}
      >
        <TextField label={say.saveName} value={name} onValue={setName} maxLength={80} required />
        <Button type="submit" busy={save.busy}>{say.save}</Button>
      </form>
    </Card>
  );
}
