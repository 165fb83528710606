// One person as a village entered him, and the photo of the card to compare with. A photo is fetched
// only when somebody asks for it: each look is recorded.
import { useEffect, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { day, moment } from '../../format';
import { Badge, Button, ButtonLink, Card, Empty, Loading, Page, Trouble } from '../../kit/basics';
import { useAction, useLoad } from '../../kit/load';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { fill, language } from '../../words';
import { entryTones, entryWords, type Entry } from './entry_words';

export default function OneEntry({ names }: PageProps) {
  const say = entryWords();
  const caller = useCaller();
  const id = names['entry'] ?? '';
  const params = { path: { entry: id } };
  const loaded = useLoad(() => got(api.GET('/v1/entries/{entry}', { params })), [id, language()]);
  const photos = useLoad(() => got(api.GET('/v1/entries/{entry}/photos', { params })), [id]);
  const entry = loaded.data;
  if (!entry) return <Page title={say.title}>{loaded.problem ? <Trouble problem={loaded.problem} retry={loaded.reload} /> : <Loading />}</Page>;
  return (
    <Page
      title={entry.name}
      lead={<>NIK <code>{entry.nik}</code> <Badge tone={entryTones[entry.state]}>{say.states[entry.state]}</Badge></>}
      actions={
        <>
          {entry.person && <ButtonLink kind="main" href={`/office/people/${entry.person}`}>{say.person}</ButtonLink>}
          {may(caller, 'lists_write') && entry.state !== 'withdrawn' && <ButtonLink href={`/village/entries/${id}`}>{say.correct}</ButtonLink>}
          <ButtonLink href="/office/entries">{say.back}</ButtonLink>
        </>
      }
    >
      <div class="columns">
        <Told entry={entry} />
        <Card title={say.photo}>
          <Trouble problem={photos.problem} retry={photos.reload} />
          {photos.data?.items.length === 0 && <Empty>{say.noPhoto}</Empty>}
          {photos.data && photos.data.items.length > 0 && <p class="hint">{say.seen}</p>}
          {photos.data?.items.map((photo, at) => <Photo key={photo.id} entry={entry} photo={photo} name={fill(say.photoOf, { n: at + 1, name: entry.name })} />)}
        </Card>
      </div>
    </Page>
  );
}

function Told({ entry }: { entry: Entry }) {
  const say = entryWords();
  const where = [entry.address, entry.rt && `RT ${entry.rt}`, entry.rw && `RW ${entry.rw}`].filter(Boolean).join(' ');
  const facts: [string, string][] = [
    [say.birth, entry.birth_date ? day(entry.birth_date) : ''], [say.sex, say.sexes[entry.sex] ?? entry.sex], [say.work, entry.occupation], [say.village, entry.village_name],
    [say.address, where], [say.phone, entry.phone], [say.entered, moment(entry.entered_at)], [say.changed, entry.changed_at === entry.entered_at ? '' : moment(entry.changed_at)],
  ];
  return (
    <Card title={say.what}>
      <dl class="facts">
        {facts.filter(([, value]) => value !== '').map(([name, value]) => (<><dt>{name}</dt><dd>{value}</dd></>))}
      </dl>
      {entry.findings.length > 0 && (
        <>
          <h3>{say.wrong}</h3>
          <ul>{entry.findings.map((each) => <li key={each.code + each.field}>{each.what} <span class="hint">{each.remedy}</span></li>)}</ul>
        </>
      )}
    </Card>
  );
}

function Photo(props: { entry: Entry; photo: Schemas['PersonEntryPhoto']; name: string }) {
  const say = entryWords();
  const { entry, photo } = props;
  const [shown, setShown] = useState<string>();
  const see = useAction(async () => {
    const path = { entry: entry.id, photo: photo.id };
    const bytes = await got(api.GET('/v1/entries/{entry}/photos/{photo}', { params: { path }, parseAs: 'arrayBuffer' }));
    setShown(URL.createObjectURL(new Blob([bytes as unknown as ArrayBuffer], { type: photo.media_type })));
  });
  // The picture leaves the browser's memory with the page.
  useEffect(() => (shown ? () => URL.revokeObjectURL(shown) : undefined), [shown]);
  return (
    <figure class="photo">
      <Trouble problem={see.problem} />
      {shown && <img src={shown} alt={props.name} />}
      <figcaption>
        {shown
          ? <Button onClick={() => setShown(undefined)}>{say.hide}</Button>
          : <Button kind="main" busy={see.busy} onClick={() => void see.run()} aria-label={`${say.see}: ${props.name}`}>{say.see}</Button>}{' '}
        <span class="hint">{fill(say.taken, { at: moment(photo.at) })}</span>
      </figcaption>
    </figure>
  );
}
