// Asks for the password again when the server wants it before a deed, then lets the deed go on.
import { render } from 'preact';
import { useState } from 'preact/hooks';
import { api, got, onProofWanted } from '../api';
import { moment } from '../format';
import { inBoth } from '../words';
import { Button, Dialog, Notice, Trouble } from './basics';
import { TextField } from './fields';
import { useAction } from './load';

const words = inBoth(
  {
    title: 'Masukkan lagi sandi Anda',
    lead: 'Langkah ini hanya untuk Anda sendiri. Setelah itu yang Anda minta langsung dikerjakan.',
    password: 'Sandi',
    code: 'Kode enam angka, bila memakai faktor kedua',
    go: 'Lanjutkan',
    cancel: 'Batal',
    refused: 'Sandi atau kode salah. Bila Anda masuk lewat penyedia lain, keluar lalu masuk lagi.',
    wait: 'Terlalu sering salah. Coba lagi {when}.',
  },
  {
    title: 'Bring your password again',
    lead: 'This step is for you alone. Afterwards what you asked for is done at once.',
    password: 'Password',
    code: 'Code of six digits, if you use a second factor',
    go: 'Go on',
    cancel: 'Cancel',
    refused: 'Password or code is wrong. If you came by another provider, sign out and in again.',
    wait: 'Wrong too often. Try again {when}.',
  },
);

function Prove({ done }: { done: (proved: boolean) => void }) {
  const said = words();
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [trouble, setTrouble] = useState('');
  const act = useAction(async () => {
    const body = code ? { password, code } : { password };
    const told = await got(api.POST('/v1/session/proofs', { body }));
    if (told.answer === 'done') done(true);
    else if (told.answer === 'wait') setTrouble(said.wait.replace('{when}', told.wait_until ? moment(told.wait_until) : ''));
    else setTrouble(said.refused);
  });
  return (
    <Dialog title={said.title} open onClose={() => done(false)}>
      <form
        class="page"
        onSubmit={(event) => {
          event.preventDefault();
          void act.run();
        }}
      >
        <p class="hint">{said.lead}</p>
        <Trouble problem={act.problem} />
        {trouble && <Notice tone="bad">{trouble}</Notice>}
        <div class="fields">
          <TextField label={said.password} type="password" autocomplete="current-password" required value={password} onValue={setPassword} />
          <TextField label={said.code} inputMode="numeric" autocomplete="one-time-code" value={code} onValue={setCode} maxLength={40} />
        </div>
        <div class="actions">
          <Button kind="main" type="submit" busy={act.busy}>{said.go}</Button>
          <Button onClick={() => done(false)}>{said.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}

/** Once, when the console starts: several deeds that wait share one dialog. */
export function askForProofs(): void {
  let asking: Promise<boolean> | undefined;
  onProofWanted(() => {
    asking ??= new Promise<boolean>((resolve) => {
      const place = document.body.appendChild(document.createElement('div'));
      const done = (proved: boolean): void => {
        render(null, place);
        place.remove();
        asking = undefined;
        resolve(proved);
      };
      render(<Prove done={done} />, place);
    });
    return asking;
  });
}
