export * from './daily-window-options';
export * from './daily-window';
export * from './day-of-week';
export * from './maintenance-window-options';
export * from './maintenance-window';
