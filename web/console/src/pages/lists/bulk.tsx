// One correction for many cells: what it would make of them is looked at first, and then it is one
// step that can be undone.
import { useEffect, useState } from 'preact/hooks';
import { api, got, type Schemas } from '../../api';
import { number } from '../../format';
import { Button, Dialog, Loading, Notice, Trouble } from '../../kit/basics';
import { CheckField, TextField } from '../../kit/fields';
import { useAction, useLoad } from '../../kit/load';
import { SmallTable } from '../../kit/table';
import { fill } from '../../words';
import { fixWords, ruleName } from './fix_words';
import type { Reading } from './reading';

export type Rule = Schemas['FindingGroup']['rules'][number];
export interface Wish {
  rule: Rule;
  sheet: string;
  column: string;
  header: string;
  /** Of the column, when something may be remembered. */
  field: string | null;
  code?: string;
}

/** Columns of which a spelling may be remembered: nothing in them tells of one person. */
const WORDS = ['sex', 'village', 'district', 'regency', 'occupation', 'sector', 'marital', 'condition', 'segment', 'programmes', 'payer'];

function mayRemember(wish: Wish, from: string | undefined): boolean {
  if (!wish.field || wish.field === 'nik' || (wish.rule === 'use_value' && !from)) return false;
  if (wish.rule === 'clear') return false;
  return wish.rule === 'use_value' ? WORDS.includes(wish.field) : true;
}

export function BulkDialog(props: { upload: string; reading: Reading; wish: Wish | undefined; revision: number; knownSender: boolean; onClose: () => void; onDone: (draft: { revision: number }) => void }) {
  const say = fixWords();
  const { wish } = props;
  return (
    <Dialog title={wish ? `${ruleName(wish.rule)}: ${wish.header || wish.column}` : say.preview} open={wish !== undefined} onClose={props.onClose}>
      {wish && <Inside key={JSON.stringify(wish)} {...props} wish={wish} />}
    </Dialog>
  );
}

function Inside(props: { upload: string; reading: Reading; wish: Wish; revision: number; knownSender: boolean; onClose: () => void; onDone: (draft: { revision: number }) => void }) {
  const say = fixWords();
  const { wish, upload, reading } = props;
  const byValue = wish.rule === 'use_value';
  const [from, setFrom] = useState<string>();
  const [value, setValue] = useState('');
  const [remember, setRemember] = useState(false);
  const path = { upload };
  const values = useLoad(
    async () =>
      byValue && wish.code
        ? (await got(api.GET('/v1/uploads/{upload}/values', { params: { path, query: { ...reading, sheet: wish.sheet, column_letter: wish.column, code: wish.code } } }))).items
        : [],
    [JSON.stringify(wish)],
  );
  useEffect(() => {
    if (from === undefined && values.data?.[0]) setFrom(values.data[0].text);
  }, [values.data]);
  const body = {
    ...reading, sheet: wish.sheet, column_letter: wish.column, rule: wish.rule, ...(wish.code ? { code: wish.code } : {}),
    ...(byValue && from !== undefined ? { from_text: from } : {}), ...(wish.rule === 'use_value' ? { value } : {}),
  };
  const ready = (!byValue || from !== undefined) && (wish.rule !== 'use_value' || value.trim() !== '');
  const preview = useLoad(
    async () => (ready ? got(api.POST('/v1/uploads/{upload}/fix-previews', { params: { path }, body })) : undefined),
    [JSON.stringify(body), ready],
  );
  const apply = useAction(async () => {
    const draft = await got(api.POST('/v1/uploads/{upload}/fixes', { params: { path }, body: { ...body, revision: props.revision } }));
    if (remember && reading.sender && wish.field) {
      await got(api.POST('/v1/senders/{sender}/fixes', { params: { path: { sender: reading.sender } }, body: { field: wish.field, rule: wish.rule, from_text: byValue ? (from ?? '') : '', value: wish.rule === 'use_value' ? value : '' } }));
    }
    props.onDone(draft);
  });
  const count = preview.data?.cells ?? 0;
  return (
    <>
      <Trouble problem={apply.problem ?? preview.problem ?? values.problem} />
      {byValue && values.data && values.data.length > 0 && (
        <fieldset class="choices">
          <legend>{say.values}</legend>
          {values.data.map((each) => (
            <label key={each.text} class="check">
              <input type="radio" name="from" checked={from === each.text} onChange={() => setFrom(each.text)} />
              <span>{each.text || say.empty} · {number(each.rows)}</span>
            </label>
          ))}
        </fieldset>
      )}
      {wish.rule === 'use_value' && <TextField label={say.become} value={value} onValue={setValue} maxLength={1000} />}
      {preview.loading && ready && <Loading />}
      {preview.data && (
        <>
          <p role="status"><strong>{count > 0 ? fill(say.cells, { count: number(count) }) : say.nothing}</strong> {count > 0 && say.undoable}</p>
          {preview.data.left_alone > 0 && <Notice tone="warn">{fill(say.leftAlone, { count: number(preview.data.left_alone) })}</Notice>}
          {count > 0 && (
            <SmallTable
              caption={say.samples}
              rows={preview.data.samples.slice(0, 8)}
              rowKey={(row) => row.row}
              columns={[
                { key: 'row', name: say.row, numeric: true, cell: (row) => number(row.row) },
                { key: 'before', name: say.before, cell: (row) => <span class="struck">{row.before || say.empty}</span> },
                { key: 'after', name: say.after, cell: (row) => <strong>{row.after || say.empty}</strong> },
              ]}
            />
          )}
        </>
      )}
      {props.knownSender && mayRemember(wish, from) && <CheckField label={say.remember} checked={remember} onValue={setRemember} />}
      <div class="actions">
        <Button kind="main" busy={apply.busy} disabled={!ready || count === 0 || preview.loading} onClick={() => void apply.run()}>{fill(say.apply, { count: number(count) })}</Button>
        <Button onClick={props.onClose}>{say.cancel}</Button>
      </div>
    </>
  );
}
