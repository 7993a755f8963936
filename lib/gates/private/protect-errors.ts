import { type CatalogueEntry } from '../../private/error-catalogue';

export const GATE_PROTECTS_WHAT_IT_NEEDS: CatalogueEntry = {
  code: 'GateProtectsWhatItNeeds',
  refuses: '`protect()` of what the gate itself needs (its group, its function), or of anything that contains that or the gate',
};
