import { Page } from '../../kit/basics';

export default function Placeholder() {
  return <Page title="Payung" />;
}
