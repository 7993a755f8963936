export * from './address-range';
export * from './network-access';
export * from './vpc-access-options';
