import { arnOf, type GenericTypes } from './generic-type';

/** Of ElastiCache, what has no nodes: whether somebody may connect as such a user is not checked. */
export const CACHE_TYPES: GenericTypes = {
  'AWS::ElastiCache::User': {
    nameProperty: 'UserId',
    createOnly: ['UserName', 'Engine'],
    attributes: (identity, properties) => ({ ...arnOf('elasticache', 'user:')(identity, properties), Status: 'active' }),
  },
  'AWS::ElastiCache::UserGroup': {
    nameProperty: 'UserGroupId',
    createOnly: ['Engine'],
    attributes: (identity, properties) => ({ ...arnOf('elasticache', 'usergroup:')(identity, properties), Status: 'active' }),
  },
};
