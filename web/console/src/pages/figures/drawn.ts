// The dashboard's drawings, fetched beside its figures: without them the figures stand all the same.
import { later } from '../../kit/later';

const drawings = () => import('./drawings');

export const AreaFigure = later(() => drawings().then((all) => all.AreaFigure));
export const MonthFigure = later(() => drawings().then((all) => all.MonthFigure));
export const SectorFigure = later(() => drawings().then((all) => all.SectorFigure));
export const FunnelFigure = later(() => drawings().then((all) => all.FunnelFigure));
