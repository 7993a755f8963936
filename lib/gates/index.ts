export * from './address-family';
export * from './propagation-gate';
