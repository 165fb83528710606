// What a village entered about the person, with the way to the photo of the card.
import { api, got } from '../../api';
import { moment, number } from '../../format';
import { Card } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import { may, useCaller } from '../../session';
import { fill } from '../../words';
import { entryWords } from '../lists/entry_words';
import { words } from './words';

export function Entered({ person }: { person: string }) {
  const say = words();
  const caller = useCaller();
  const allowed = may(caller, 'people_unmask') && may(caller, 'lists_read');
  const found = useLoad(async () => (allowed ? got(api.GET('/v1/entries', { params: { query: { person, limit: 50 } } })) : undefined), [person]);
  const items = found.data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Card title={say.entered}>
      <ul class="plain">
        {items.map((entry) => (
          <li key={entry.id}>
            <a href={`/office/entries/${entry.id}`}>{entry.village_name}, {moment(entry.entered_at)}</a>{' '}
            <span class="hint">{entryWords().states[entry.state]} · {fill(say.photos, { count: number(entry.photos) })}</span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
