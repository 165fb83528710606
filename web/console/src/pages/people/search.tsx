// Finding people while typing. What is typed stays in this tab: it is never part of an address.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, got, type Problem, type Schemas } from '../../api';
import { number } from '../../format';
import { Badge, Empty, Page, Trouble } from '../../kit/basics';
import { TextField } from '../../kit/fields';
import { keepSearch, lastSearch } from '../../kit/last_search';
import { asProblem } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { sectorName } from '../../kit/terms';
import { fill } from '../../words';
import { words } from './words';

const PAUSE_MS = 120;

type Found = Schemas['FoundPerson'];

export function Cover({ covered }: { covered: Found['covered'] }) {
  const say = words();
  const tone = { yes: 'good', no: 'bad', conditional: 'warn' } as const;
  return <Badge tone={tone[covered]}>{say[covered]}</Badge>;
}

export default function Search() {
  const say = words();
  const [text, setText] = useState(lastSearch);
  const [found, setFound] = useState<{ items: Found[]; more: boolean }>();
  const [problem, setProblem] = useState<Problem>();
  const newest = useRef(0);
  useEffect(() => {
    keepSearch(text);
    const mine = ++newest.current;
    const q = text.trim();
    if (q === '') {
      setFound(undefined);
      return undefined;
    }
    const timer = setTimeout(() => {
      got(api.POST('/v1/people/searches', { body: { q, limit: 50 } })).then(
        (answer) => {
          if (mine !== newest.current) return;
          setFound(answer);
          setProblem(undefined);
        },
        (failure) => {
          if (mine === newest.current) setProblem(asProblem(failure));
        },
      );
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return (
    <Page title={say.title}>
      <div role="search">
        <TextField label={say.search} hint={say.hint} type="search" value={text} onValue={setText} maxLength={200} autocomplete="off" spellcheck={false} />
      </div>
      <Trouble problem={problem} />
      <p class="hint" role="status">{found ? fill(say.results, { count: number(found.items.length) }) + (found.more ? `. ${say.more}` : '') : ''}</p>
      {!found && !problem && <Empty>{say.start}</Empty>}
      {found && found.items.length === 0 && <Empty>{say.none}</Empty>}
      {found && found.items.length > 0 && (
        <SmallTable
          caption={say.title}
          hideCaption
          rows={found.items}
          rowKey={(row) => row.id}
          columns={[
            { key: 'name', name: say.name, cell: (row) => <a href={`/office/people/${row.id}?from=search`}>{row.name}</a> },
            { key: 'nik', name: say.nik, form: 'whole', cell: (row) => <code>{row.nik}</code> },
            { key: 'born', name: say.born, numeric: true, cell: (row) => row.birth_year ?? '' },
            { key: 'place', name: say.place, cell: (row) => row.region_name },
            { key: 'work', name: say.work, cell: (row) => (row.sector ? sectorName(row.sector) : '') },
            { key: 'cover', name: say.cover, cell: (row) => <Cover covered={row.covered} /> },
          ]}
        />
      )}
    </Page>
  );
}
