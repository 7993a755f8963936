export * from './address-family';
export * from './propagation-gate';
export * from './replacement-guard';
