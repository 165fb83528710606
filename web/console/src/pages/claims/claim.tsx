// One claim: where it stands, what is missing, what is doubtful, what is owed and why, what happened.
import './claims.css';
import { api, got } from '../../api';
import { day, rupiah } from '../../format';
import { Badge, ButtonLink, Card, Loading, Notice, Page, Trouble } from '../../kit/basics';
import { citationText } from '../../kit/law';
import { useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import type { PageProps } from '../../route';
import { may, useCaller } from '../../session';
import { Assessment } from './assessment';
import { Due, StateBadge, type Claim } from './common';
import { Deeds } from './deeds';
import { Papers } from './papers';
import { words } from './words';

const WAY = ['reported', 'verified', 'assessed', 'approved', 'payment_ordered', 'paid'];

/** How far it is, in words and signs. */
function Way({ claim }: { claim: Claim }) {
  const say = words();
  const happened = new Set(claim.events.map((each) => each.step));
  return (
    <ol class="claim-line">
      {WAY.map((step) => (
        <li key={step}><Badge tone={happened.has(step) ? 'good' : 'none'}>{say.steps[step]}</Badge></li>
      ))}
    </ol>
  );
}

const COVERED = (): Record<string, string> => ({ yes: words().verified_yes, no: words().verified_no, conditional: words().verified_conditional });

function Cover({ claim }: { claim: Claim }) {
  const say = words();
  const found = [...claim.events].reverse().find((each) => each.step === 'verified');
  if (!found) return null;
  const facts = found.facts as Record<string, unknown>;
  const said = (name: string) => String(facts[name] ?? '');
  const tone = said('covered') === 'yes' ? 'good' : said('covered') === 'no' ? 'bad' : 'warn';
  const cited = Array.isArray(facts['citations']) ? (facts['citations'] as { citation: string }[]) : [];
  return (
    <Notice tone={tone}>
      <strong>{COVERED()[said('covered')] ?? said('covered')}</strong>
      <br />
      {say.start}: {said('membership_start') ? day(said('membership_start')) : '–'} · {say.until}: {said('covered_until') ? day(said('covered_until')) : '–'} · {say.payer}: {said('payer') || '–'}
      <br />
      <span class="hint">{[...new Set(cited.map((each) => citationText(each.citation)))].join('; ')}</span>
    </Notice>
  );
}

export default function ClaimPage({ names }: PageProps) {
  const say = words();
  const caller = useCaller();
  const id = names['claim'] ?? '';
  const loaded = useLoad(() => got(api.GET('/v1/claims/{claim}', { params: { path: { claim: id } } })), [id]);
  const claim = loaded.data;
  const full = may(caller, 'people_unmask');
  if (!claim) return <Page title={say.title}>{loaded.problem ? <Trouble problem={loaded.problem} retry={loaded.reload} /> : <Loading />}</Page>;
  return (
    <Page
      title={`${say.kinds[claim.kind]}: ${claim.name || claim.nik}`}
      lead={<>{day(claim.happened_on)} · <StateBadge state={claim.state} /> <Due row={claim} alone /></>}
      actions={full && claim.assessment && <ButtonLink href={`/office/claims/${claim.id}/letter`}>{say.letter}</ButtonLink>}
    >
      <Trouble problem={loaded.problem} retry={loaded.reload} />
      <Way claim={claim} />
      {full && claim.flags.length > 0 && (
        <Card title={say.flags}>
          <ul class="claim-found claim-flags">{claim.flags.map((each) => <li key={each.code}><Badge tone="warn">{each.text}</Badge></li>)}</ul>
        </Card>
      )}
      <Deeds claim={claim} onChange={loaded.setData} />
      {full && <Cover claim={claim} />}
      {claim.assessment && <Card title={say.assessment}><Assessment claim={claim} /></Card>}
      <Card title={say.checklist}>
        <Papers claim={claim} writes={may(caller, 'events_write')} reads={full} onSent={loaded.reload} />
      </Card>
      {claim.receiver && (
        <Card title={say.receiver}>
          <p>{claim.receiver.name} · {say.relations[claim.receiver.relation] ?? claim.receiver.relation} · {claim.receiver.bank} <code>{claim.receiver.account}</code></p>
        </Card>
      )}
      <Card title={say.history}>
        <SmallTable
          caption={say.history}
          hideCaption
          rows={claim.events}
          rowKey={(row) => row.number}
          columns={[
            { key: 'on', name: say.on, cell: (row) => day(row.on) },
            { key: 'step', name: say.step, cell: (row) => say.steps[row.step] ?? row.step },
            { key: 'amount', name: say.amount, numeric: true, cell: (row) => (row.amount > 0 ? rupiah(row.amount) : '') },
            { key: 'who', name: say.by_whom, cell: (row) => row.actor },
            {
              key: 'why', name: say.why,
              cell: (row) => {
                const facts = row.facts as Record<string, unknown>;
                if (row.step === 'verified') return COVERED()[String(facts['covered'])] ?? '';
                return String(facts['reason'] || facts['note'] || facts['reference'] || (row.step === 'paper_received' ? claim.checklist.find((each) => each.code === row.what)?.name ?? row.what : ''));
              },
            },
          ]}
        />
      </Card>
    </Page>
  );
}
