// Files that were opened for correcting and are not sent yet: on whatever machine that was.
import { useState } from 'preact/hooks';
import { api, got } from '../../api';
import { moment } from '../../format';
import { Button, Card, Dialog, Trouble } from '../../kit/basics';
import { useAction, useLoad } from '../../kit/load';
import { fill, inBoth } from '../../words';
import { words as listWords } from './words';

const words = inBoth(
  {
    remove: 'Buang', which: 'Buang {name}', title: 'Buang berkas ini?', keep: 'Jangan dibuang',
    lead: '{name} dan semua perbaikannya dihapus dari server. Berkas di komputer Anda tetap ada.', removed: '{name} sudah dibuang.',
  },
  {
    remove: 'Remove', which: 'Remove {name}', title: 'Remove this file?', keep: 'Keep it',
    lead: '{name} and all corrections to it are deleted from the server. The file on your computer stays.', removed: '{name} was removed.',
  },
);

export function Drafts() {
  const say = listWords();
  const own = words();
  const drafts = useLoad(() => got(api.GET('/v1/uploads', { params: { query: { limit: 20 } } })), []);
  const [asked, setAsked] = useState<{ upload: string; name: string }>();
  const [told, setTold] = useState('');
  const remove = useAction(async ({ upload, name }: { upload: string; name: string }) => {
    await got(api.DELETE('/v1/uploads/{upload}', { params: { path: { upload } } }));
    setTold(fill(own.removed, { name }));
    setAsked(undefined);
    drafts.reload();
  });
  const open = (drafts.data?.items ?? []).filter((each) => each.settings !== '');
  if (open.length === 0 && told === '') return null;
  return (
    <Card title={say.drafts}>
      {told && <p class="hint" role="status">{told}</p>}
      <ul class="tasks">
        {open.map((each) => (
          <li key={each.upload} class="with-deed">
            <a href={`/office/lists/new/${each.upload}${each.undoable > 0 ? '/fix' : ''}?${each.settings}`}>
              <span>{each.file_name} <span class="hint">{say.changedAt} {moment(each.changed_at ?? '')}</span></span>
              <span>{say.goOn} →</span>
            </a>
            <Button kind="quiet" aria-label={fill(own.which, { name: each.file_name })} onClick={() => setAsked({ upload: each.upload, name: each.file_name })}>{own.remove}</Button>
          </li>
        ))}
      </ul>
      <Dialog title={own.title} open={asked !== undefined} onClose={() => setAsked(undefined)}>
        <Trouble problem={remove.problem} />
        <p>{fill(own.lead, { name: asked?.name ?? '' })}</p>
        <div class="actions">
          <Button kind="danger" busy={remove.busy} onClick={() => asked && void remove.run(asked)}>{own.remove}</Button>
          <Button onClick={() => setAsked(undefined)}>{own.keep}</Button>
        </div>
      </Dialog>
    </Card>
  );
}
