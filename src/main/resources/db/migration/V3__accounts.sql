alter table users
    add column updated_at timestamptz,
    add column is_active boolean not null default true;

update users set updated_at = created_at;

alter table users alter column updated_at set not null;

comment on column users.updated_at is 'When he told something last';
comment on column users.is_active is 'Whether he has an account';
