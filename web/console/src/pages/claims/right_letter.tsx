// The letter about a right that nobody asked for: on the screen, as a PDF, printed.
import './claims.css';
import { api, got, type Schemas } from '../../api';
import { Button, ButtonLink, Card, Loading, Page, Trouble } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import type { PageProps } from '../../route';
import { language } from '../../words';
import { RIGHTS, rightWords } from './right_words';

type Letter = Schemas['RightLetter'];
type Part = { text: string } | { list: string[] };

/** Lines that begin with a dash are one list. */
export function partsOf(paragraphs: string[]): Part[] {
  const parts: Part[] = [];
  for (const text of paragraphs) {
    const last = parts[parts.length - 1];
    if (!text.startsWith('- ')) parts.push({ text });
    else if (last && 'list' in last) last.list.push(text.slice(2));
    else parts.push({ list: [text.slice(2)] });
  }
  return parts;
}

function Shown(props: { ask: () => Promise<Letter>, of: string; file: string; back: string }) {
  const say = rightWords();
  const loaded = useLoad(props.ask, [props.of, language()]);
  return (
    <Page title={say.letterTitle}>
      <div class="actions no-print">
        <ButtonLink kind="main" href={props.file} download="surat.pdf">{say.file}</ButtonLink>
        <Button onClick={() => window.print()}>{say.print}</Button>
        <ButtonLink href={props.back}>{say.back}</ButtonLink>
      </div>
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {loaded.data && (
        <Card class="letter">
          {partsOf(loaded.data.paragraphs).map((part, at) => ('text' in part
            ? <p key={at}>{part.text}</p>
            : <ul key={at}>{part.list.map((each) => <li key={each}>{each}</li>)}</ul>))}
        </Card>
      )}
    </Page>
  );
}

export function UnclaimedLetter({ names }: PageProps) {
  const person = names['person'] ?? '';
  return <Shown ask={() => got(api.GET('/v1/claims/unclaimed/{person}/letter', { params: { path: { person } } }))} of={person} file={`/v1/claims/unclaimed/${person}/letter/file`} back={RIGHTS} />;
}

export function LapsingLetter({ names }: PageProps) {
  const person = names['person'] ?? '';
  return <Shown ask={() => got(api.GET('/v1/claims/lapsing/{person}/letter', { params: { path: { person } } }))} of={person} file={`/v1/claims/lapsing/${person}/letter/file`} back={`${RIGHTS}/lapsing`} />;
}

export function TreatedLetter({ names }: PageProps) {
  const person = names['person'] ?? '';
  return <Shown ask={() => got(api.GET('/v1/claims/treated/{person}/letter', { params: { path: { person } } }))} of={person} file={`/v1/claims/treated/${person}/letter/file`} back={`${RIGHTS}/treated`} />;
}

export function SchoolLetter({ names }: PageProps) {
  const claim = names['claim'] ?? '';
  return <Shown ask={() => got(api.GET('/v1/claims/school-years/{claim}/letter', { params: { path: { claim } } }))} of={claim} file={`/v1/claims/school-years/${claim}/letter/file`} back={`${RIGHTS}/school-years`} />;
}
