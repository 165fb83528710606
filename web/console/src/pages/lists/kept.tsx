// Corrections that every list of a sender gets: made once when the file is opened, shown, and taken
// away again by whoever no longer wants them.
import { useEffect, useRef, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { number } from '../../format';
import { Button, Notice, Trouble } from '../../kit/basics';
import { useAction, useLoad } from '../../kit/load';
import { fill } from '../../words';
import { fixWords, ruleName } from './fix_words';
import type { Reading } from './reading';
import { named } from './words';

type Fix = Schemas['SenderFix'];

export function Kept(props: { upload: string; reading: Reading; knownSender: boolean; revision: number; untouched: boolean; onDone: (draft: { revision: number }) => void }) {
  const say = fixWords();
  const sender = props.reading.sender ?? '';
  const [cells, setCells] = useState(0);
  const begun = useRef(false);
  const fixes = useLoad(async () => (props.knownSender ? (await got(api.GET('/v1/senders/{sender}/fixes', { params: { path: { sender } } }))).items : []), [sender, props.knownSender, props.revision]);
  const apply = useAction(async () => {
    const draft = await got(api.POST('/v1/uploads/{upload}/remembered', { params: { path: { upload: props.upload } }, body: { ...props.reading, sender, revision: props.revision } }));
    setCells(draft.cells);
    if (draft.cells > 0) props.onDone(draft);
  });
  const forget = useAction(async (fix: Fix) => {
    await got(api.DELETE('/v1/senders/{sender}/fixes/{fix}', { params: { path: { sender, fix: fix.id } } }));
    fixes.reload();
  });
  const any = (fixes.data?.length ?? 0) > 0;
  useEffect(() => {
    if (!any || !props.untouched || begun.current) return;
    begun.current = true;
    void apply.run();
  }, [any, props.untouched]);
  if (!any) return null;
  return (
    <Notice tone="info">
      <Trouble problem={apply.problem ?? forget.problem} />
      <details open={cells > 0}>
        <summary><strong>{say.keptTitle} ({number(fixes.data?.length ?? 0)})</strong> {cells > 0 && fill(say.keptDone, { count: number(cells) })}</summary>
        <ul class="plain">
          {(fixes.data ?? []).map((fix) => (
            <li key={fix.id} class="actions">
              <span>
                {fix.rule === 'use_value'
                  ? fill(say.keptLine, { field: named(`f_${fix.field}`), from: fix.from_text || say.keptAny, to: fix.value })
                  : fill(say.keptRule, { field: named(`f_${fix.field}`), rule: ruleName(fix.rule) })}
              </span>
              <Button kind="quiet" busy={forget.busy} onClick={() => void forget.run(fix)}>{say.forget}</Button>
            </li>
          ))}
        </ul>
      </details>
    </Notice>
  );
}
