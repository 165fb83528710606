// What is owed and why: a tree that a family can read, each sum with its formula and its article.
import type { Schemas } from '../../api';
import { daysIn, rupiah } from '../../format';
import { Badge, Notice } from '../../kit/basics';
import { citationText } from '../../kit/law';
import { fill } from '../../words';
import { words } from './words';
import type { Claim } from './common';

type Step = Schemas['ClaimStep'];

export function Branch({ step }: { step: Step }) {
  const say = words();
  return (
    <li>
      <div class="claim-sum">
        <strong>{step.name}</strong>
        <strong>{rupiah(step.amount)}</strong>
      </div>
      {step.formula && <div class="hint">{say.formula}: {step.formula}</div>}
      {step.sources.length > 0 && (
        <div class="hint">
          {say.sources}:{' '}
          {[...new Set(step.sources.map((each) => `${citationText(each.citation)}${each.checked === 'unverified' ? ` (${say.unverified})` : ''}`))].join('; ')}
        </div>
      )}
      {step.parts.length > 0 && (
        <ul>
          {step.parts.map((part, at) => <Branch key={`${part.code} ${at}`} step={part} />)}
        </ul>
      )}
    </li>
  );
}

export function Assessment({ claim }: { claim: Claim }) {
  const say = words();
  const found = claim.assessment;
  if (!found) return null;
  return (
    <>
      <p>
        {say.total}: <strong class="claim-total">{rupiah(found.total)}</strong>{' '}
        {found.recomputed !== null && (
          <span class="hint">{found.recomputed === found.total ? say.same : fill(say.differs, { amount: rupiah(found.recomputed) })}</span>
        )}
      </p>
      {found.reason && <Notice tone="warn">{fill(say.nothing, { reason: found.reason_text })}</Notice>}
      {found.explained && <ul class="claim-tree"><Branch step={found.explained} /></ul>}
      <h3>{say.conditions}</h3>
      <ul class="claim-found">
        {found.conditions.map((each, at) => (
          <li key={at}>
            <span>{each.name} {each.detail && <span class="hint">({daysIn(each.detail)})</span>} <span class="hint">{citationText(each.citation)}</span></span>
            <Badge tone={each.holds ? 'good' : 'bad'}>{each.holds ? say.holds : say.fails}</Badge>
          </li>
        ))}
      </ul>
    </>
  );
}
