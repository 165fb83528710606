// Where somebody stands on the way from a file to a list.
import { fixWords } from './fix_words';

export function Steps({ at }: { at: 1 | 2 | 3 | 4 }) {
  const say = fixWords();
  return (
    <nav aria-label={say.steps}>
      <ol class="steps">
        {[say.step1, say.step2, say.step3, say.step4].map((name, i) => (
          <li key={name} aria-current={i + 1 === at ? 'step' : undefined} class={i + 1 < at ? 'past' : ''}>
            {i + 1 < at && <span aria-hidden="true">✓ </span>}{i + 1} {name}
          </li>
        ))}
      </ol>
    </nav>
  );
}
