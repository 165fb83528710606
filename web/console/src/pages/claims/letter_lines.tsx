// A letter's paragraphs; those that begin with a dash are the sums it consists of.
export function LetterLines({ paragraphs }: { paragraphs: string[] }) {
  return (
    <div class="letter-lines">
      {paragraphs.map((text, at) => (text.startsWith('- ') ? <p key={at} class="letter-sum">{text.slice(2)}</p> : <p key={at}>{text}</p>))}
    </div>
  );
}
