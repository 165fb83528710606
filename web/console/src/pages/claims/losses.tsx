// The lasting losses of an accident, each a line of the law's table by its name.
import { useState } from 'preact/hooks';
import type { Schemas } from '../../api';
import { percent } from '../../format';
import { Button } from '../../kit/basics';
import { SelectField, TextField } from '../../kit/fields';
import { fill } from '../../words';
import { words } from './input_words';

type Line = Schemas['LossLine'];
interface Loss {
  part: string;
  count: string;
  lost: string;
  degree: string;
}

const POINTS = 100; // basis points of a percent
const NONE: Loss = { part: '', count: '1', lost: '100', degree: '' };
const points = (percents: string) => Math.round(Number(percents.replace(',', '.')) * POINTS);

/** "left_arm x2 @5000", as the API writes a loss: times a count, of which a part of the function is lost, or a degree. */
function written(loss: Loss): string {
  const count = loss.count !== '' && loss.count !== '1' ? ` x${loss.count}` : '';
  const lost = loss.lost !== '' && loss.lost !== '100' ? ` @${points(loss.lost)}` : '';
  const degree = loss.degree !== '' ? ` =${points(loss.degree)}` : '';
  return loss.part + count + lost + degree;
}

/** The same read back: what was chosen before the dialog was closed is shown again. */
function read(text: string): Loss {
  const [part = '', ...rest] = text.split(' ');
  const after = (mark: string) => rest.find((each) => each.startsWith(mark))?.slice(1);
  const percents = (mark: string, otherwise: string) => {
    const found = after(mark);
    return found === undefined ? otherwise : String(Number(found) / POINTS);
  };
  return { part, count: after('x') ?? NONE.count, lost: percents('@', NONE.lost), degree: percents('=', NONE.degree) };
}

function nameOf(line: Line, notRead: string): string {
  const share = (points: number) => percent(points / (POINTS * POINTS));
  const shares = line.least === line.most ? share(line.least) : `${share(line.least)}–${share(line.most)}`;
  return `${line.name} (${shares}${line.verified ? '' : `, ${notRead}`})`;
}

export function Losses(props: { lines: Line[]; text: string; onText: (text: string) => void; fault: string | undefined }) {
  const say = words();
  const [losses, setLosses] = useState<Loss[]>(() => props.text.split(',').filter(Boolean).map(read));
  const lineOf = (part: string) => props.lines.find((each) => each.part === part);
  const keep = (next: Loss[]) => {
    setLosses(next);
    props.onText(next.filter((each) => each.part).map(written).join(','));
  };
  const change = (at: number, part: Partial<Loss>) => keep(losses.map((each, n) => (n === at ? { ...each, ...part } : each)));
  return (
    <fieldset class="input-group">
      <legend>{say.losses}</legend>
      {props.fault && <p class="fault">✕ {props.fault}</p>}
      {losses.map((loss, at) => {
        const line = lineOf(loss.part);
        return (
          <div class="input-row" key={at}>
            <SelectField label={say.loss} value={loss.part} required onValue={(part) => change(at, { ...NONE, part })} options={[['', say.choose], ...props.lines.map((each) => [each.part, nameOf(each, say.not_read)] as const)]} />
            <TextField label={say.count} hint={say.count_hint} type="number" min={1} max={20} value={loss.count} onValue={(count) => change(at, { count })} />
            {line && line.least !== line.most ? (
              <TextField label={fill(say.degree, { least: line.least / POINTS, most: line.most / POINTS })} type="number" min={line.least / POINTS} max={line.most / POINTS} step={0.5} required value={loss.degree} onValue={(degree) => change(at, { degree })} />
            ) : (
              <TextField label={say.lost} hint={say.lost_hint} type="number" min={1} max={100} step={0.5} value={loss.lost} onValue={(lost) => change(at, { lost })} />
            )}
            <Button aria-label={fill(say.drop, { what: line?.name ?? say.loss })} onClick={() => keep(losses.filter((_, n) => n !== at))}>✕</Button>
          </div>
        );
      })}
      <Button onClick={() => keep([...losses, NONE])}>+ {say.add_loss}</Button>
    </fieldset>
  );
}
