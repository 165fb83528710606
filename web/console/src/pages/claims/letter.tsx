// The letter that a family can read: on the screen, as a PDF, printed.
import './claims.css';
import { api, got } from '../../api';
import { day } from '../../format';
import { Button, ButtonLink, Card, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { useLoad } from '../../kit/load';
import type { PageProps } from '../../route';
import { fill, language } from '../../words';
import { LetterLines } from './letter_lines';
import { words } from './words';

export default function Letter({ names }: PageProps) {
  const say = words();
  const id = names['claim'] ?? '';
  const params = { path: { claim: id } };
  const loaded = useLoad(
    () => Promise.all([got(api.GET('/v1/claims/{claim}/letter', { params })), got(api.GET('/v1/claims/{claim}', { params }))]),
    [id, language()],
  );
  const [letter, claim] = loaded.data ?? [];
  return (
    <Page title={say.letter}>
      <div class="actions no-print">
        <ButtonLink kind="main" href={`/v1/claims/${id}/letter/file`} download="surat.pdf">{say.letter_file}</ButtonLink>
        <Button onClick={() => window.print()}>{say.print}</Button>
        <ButtonLink href={`/office/claims/${id}`}>{say.back}</ButtonLink>
      </div>
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      {!loaded.data && !loaded.problem && <Loading />}
      {letter && claim && (
        <Card class="letter" title={fill(say.letter_for, { name: claim.name })}>
          <p>{letter.office}, {day(letter.on)}</p>
          {letter.paragraphs.length === 0 && <Notice>{say.no_letter}</Notice>}
          <LetterLines paragraphs={letter.paragraphs} />
          {letter.missing.length > 0 && (
            <>
              <p>{say.bring}</p>
              <ul>{letter.missing.map((each) => <li key={each}>{each}</li>)}</ul>
            </>
          )}
        </Card>
      )}
    </Page>
  );
}
