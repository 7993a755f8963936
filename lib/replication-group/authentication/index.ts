export * from './access-string';
export * from './auth-token-rotation';
export * from './auth-token-rotation-options';
export * from './authentication';
export * from './connect-grant';
export * from './connect-options';
export * from './generated-auth-token-options';
export * from './named-user-group';
