/**
 * What psql is told to make a role and the database that it owns, again as often as one likes: DATABASE,
 * ROLE_PASSWORD and CONNECTIONS are variables of its environment. The user that RDS begins with is no
 * superuser: to give a database to a role, it has to be a member of it.
 */
export const roleAndDatabase = `\
\\set ON_ERROR_STOP on
\\set VERBOSITY terse
\\getenv database DATABASE
\\getenv password ROLE_PASSWORD
\\getenv connections CONNECTIONS
SELECT format('CREATE ROLE %I', :'database')
  WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = :'database')
\\gexec
SELECT format('ALTER ROLE %I LOGIN PASSWORD %L CONNECTION LIMIT %s', :'database', :'password', :'connections')
\\gexec
SELECT format('GRANT %I TO CURRENT_USER', :'database')
  WHERE NOT pg_has_role(current_user, :'database', 'USAGE')
\\gexec
SELECT format('CREATE DATABASE %I OWNER %I', :'database', :'database')
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = :'database')
\\gexec
SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', :'database')
\\gexec
`;
