import { existsSync } from 'node:fs';
import { NameServer } from '../../../rehearsal/dns/name-server';
import { LambdaLab } from '../lambda/lambda-lab';

/** Looks names up in every way that programs do. */
const HANDLER = `
const dns = require('node:dns');
const net = require('node:net');
const settle = (promise) => promise.then((value) => value, (error) => error.code);
exports.handler = async ({ name, port }) => ({
  all: await settle(dns.promises.lookup(name, { all: true })),
  first: await settle(dns.promises.lookup(name)),
  ipv6: await settle(dns.promises.lookup(name, { family: 6 })),
  ipv4: await settle(dns.promises.lookup(name, { family: 'IPv4' })),
  callback: await settle(new Promise((resolve, reject) => dns.lookup(name, 6, (error, address, family) => (error ? reject(error) : resolve([address, family]))))),
  plain: await settle(new Promise((resolve, reject) => dns.lookup(name, (error, address) => (error ? reject(error) : resolve(address))))),
  literal: await settle(dns.promises.lookup('10.0.0.1')),
  localhost: await settle(dns.promises.lookup('localhost', { family: 4 })),
  connection: await settle(new Promise((resolve, reject) => { const socket = net.connect({ host: name, port, family: 4 }, () => { resolve(socket.remoteAddress); socket.destroy(); }); socket.on('error', reject); })),
});`;

describe('the name server of the offline AWS', () => {
  const names = new NameServer();
  let lab: LambdaLab;
  beforeAll(async () => {
    lab = await LambdaLab.open({ network: () => ({ names: names.file }) });
  });
  afterAll(async () => {
    await lab.close();
    names.close();
    expect(existsSync(names.file)).toBe(false);
  });

  test('a function finds its names and no others, as they are at that moment', async () => {
    const lambda = await lab.create('Lookups', { 'index.js': HANDLER });
    const port = Number(new URL(lab.frontDoor.url).port);
    const ask = async (name: string) => (await lab.call(lambda, { name, port })).value;

    names.set('Node-1.cache.test', { ipv4: '127.0.0.1', ipv6: '::1' });
    const both = [{ address: '127.0.0.1', family: 4 }, { address: '::1', family: 6 }];
    const found = { all: both, first: both[0], ipv6: both[1], ipv4: both[0], callback: ['::1', 6], plain: '127.0.0.1', connection: '127.0.0.1' };
    const always = { literal: { address: '10.0.0.1', family: 4 }, localhost: both[0] };
    expect(await ask('node-1.cache.test')).toEqual({ ...found, ...always });
    expect(await ask('NODE-1.CACHE.TEST.')).toEqual({ ...found, ...always });

    names.set('node-1.cache.test', { ipv6: '::1' });
    const onlySix = { all: [both[1]], first: both[1], ipv6: both[1], ipv4: 'ENOTFOUND', callback: ['::1', 6], plain: '::1', connection: 'ENOTFOUND' };
    expect(await ask('node-1.cache.test')).toEqual({ ...onlySix, ...always });

    names.delete('node-1.cache.test');
    const nothing = Object.fromEntries(Object.keys(found).map((way) => [way, 'ENOTFOUND']));
    expect(await ask('node-1.cache.test')).toEqual({ ...nothing, ...always });
    expect(await ask('example.com')).toEqual({ ...nothing, ...always });
  });
});
