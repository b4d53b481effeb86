-- The database of the console at commit 98aff00, killed during a request.
SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;
CREATE FUNCTION public.claim_call(of_budget text, of_console text, limits integer[], periods integer[]) RETURNS TABLE(call_id bigint, wait_ms double precision)
    LANGUAGE plpgsql
    AS $$
      declare
        moment timestamptz;
        free_at timestamptz;
        nth timestamptz;
      begin
        perform pg_advisory_xact_lock(hashtextextended(of_budget, 0));
        moment := clock_timestamp();
        delete from rate_calls c
          where c.budget = of_budget and c.granted_at < moment - interval '2 minutes';
        select p.until_at into free_at from rate_pauses p where p.budget = of_budget;
        free_at := greatest(free_at, moment);
        for i in 1 .. cardinality(limits) loop
          select counted_at(c, moment) into nth from rate_calls c
            where c.budget = of_budget order by 1 desc offset limits[i] - 1 limit 1;
          if found then
            free_at := greatest(free_at, nth + periods[i] * interval '1 millisecond');
          end if;
        end loop;
        if free_at > moment then
          wait_ms := extract(epoch from free_at - moment) * 1000;
          return next;
          return;
        end if;
        insert into rate_calls (budget, console, granted_at) values (of_budget, of_console, moment)
          returning id into call_id;
        perform pg_notify('follow_up_console',
          json_build_object('from', of_console, 'topic', 'rate_call', 'data', of_budget)::text);
        wait_ms := 0;
        return next;
      end $$;
SET default_tablespace = '';
SET default_table_access_method = heap;
CREATE UNLOGGED TABLE public.rate_calls (
    id bigint NOT NULL,
    budget text NOT NULL,
    console text NOT NULL,
    granted_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone
);
CREATE FUNCTION public.counted_at(call public.rate_calls, moment timestamp with time zone) RETURNS timestamp with time zone
    LANGUAGE sql STABLE
    AS $$
        select coalesce(call.ended_at, least(moment, call.granted_at + interval '10 seconds'))
      $$;
CREATE FUNCTION public.departs_in_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if exists (select 1 from settlements where seq = new.seq) then
      raise exception 'the send has ended';
    end if;
    return new;
  end $$;
CREATE FUNCTION public.history_lasts() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if not exists (select 1 from sweeps where upto >= old.seq) then
      raise exception 'history goes only by retention';
    end if;
    return old;
  end $$;
CREATE FUNCTION public.history_stays() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    raise exception 'history is never changed';
  end $$;
CREATE FUNCTION public.settles_in_order() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ begin
    if exists (select 1 from departures where seq = new.seq) then
      if new.outcome = 'token_refused' then raise exception 'the send cannot end like this'; end if;
    elsif new.outcome in ('answered', 'unknown') then
      raise exception 'the send cannot end like this';
    end if;
    return new;
  end $$;
CREATE TABLE public.console_schema (
    version bigint NOT NULL,
    at timestamp with time zone DEFAULT now() NOT NULL
);
CREATE TABLE public.consoles (
    instance text NOT NULL,
    number bigint NOT NULL,
    name text NOT NULL,
    machine text NOT NULL,
    emulator_url text NOT NULL
);
CREATE TABLE public.deliveries (
    seq bigint NOT NULL,
    id text NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint text NOT NULL,
    actor text NOT NULL,
    profile text NOT NULL,
    base_url text NOT NULL,
    receive_id_type text,
    receive_id text,
    label text,
    template_id text,
    template_version bigint,
    template_values text,
    template_language text,
    message text,
    message_id text,
    follow_ups text NOT NULL,
    exact bigint NOT NULL,
    uuid text NOT NULL,
    list_id text,
    created_at_ms bigint NOT NULL,
    search text NOT NULL,
    unsent bigint DEFAULT 1 NOT NULL
);
ALTER TABLE public.deliveries ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.deliveries_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.departures (
    seq bigint NOT NULL,
    at_ms bigint NOT NULL,
    request text NOT NULL
);
CREATE TABLE public.events (
    seq bigint NOT NULL,
    kind text NOT NULL,
    actor text NOT NULL,
    at_ms bigint NOT NULL,
    subject text,
    name text,
    details text
);
ALTER TABLE public.events ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.events_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.in_flight (
    seq bigint NOT NULL,
    base_url text NOT NULL,
    message_id text,
    instance text NOT NULL
);
CREATE TABLE public.intents (
    seq bigint NOT NULL,
    id text NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint text NOT NULL,
    instance text NOT NULL,
    actor text NOT NULL,
    profile text NOT NULL,
    base_url text NOT NULL,
    endpoint text NOT NULL,
    message_id text,
    attempt_of text,
    url text NOT NULL,
    body text NOT NULL,
    body_sha256 text NOT NULL,
    started_at_ms bigint NOT NULL,
    latest_at_ms bigint NOT NULL,
    delivery text
);
ALTER TABLE public.intents ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.intents_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.key_check (
    n bigint NOT NULL,
    sealed text NOT NULL,
    CONSTRAINT key_check_n_check CHECK ((n = 1))
);
CREATE TABLE public.list_rows (
    list_id text NOT NULL,
    n bigint NOT NULL,
    typed text NOT NULL,
    receive_id_type text,
    receive_id text,
    label text,
    message_id text,
    message_at_ms bigint,
    row_values text NOT NULL,
    issues text NOT NULL,
    included bigint NOT NULL,
    blocked text,
    outcome text,
    language text
);
CREATE TABLE public.lists (
    seq bigint NOT NULL,
    id text NOT NULL,
    idempotency_key text NOT NULL,
    fingerprint text NOT NULL,
    name text NOT NULL,
    actor text NOT NULL,
    profile text NOT NULL,
    base_url text NOT NULL,
    template_id text,
    template_version bigint,
    message text,
    follow_ups text NOT NULL,
    pause_percent bigint,
    state text NOT NULL,
    paused_by text,
    instance text,
    schedule text,
    starts_at_ms bigint,
    again_of text,
    total bigint NOT NULL,
    created_at_ms bigint NOT NULL,
    checked_at_ms bigint,
    started_at_ms bigint,
    finished_at_ms bigint,
    message_i18n text
);
ALTER TABLE public.lists ALTER COLUMN seq ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.lists_seq_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.pasted_tokens (
    session text NOT NULL,
    profile text NOT NULL,
    base_url text NOT NULL,
    app_id text NOT NULL,
    sealed text NOT NULL,
    fingerprint text NOT NULL,
    expires_at_ms bigint,
    ends_at_ms bigint NOT NULL
);
CREATE TABLE public.profiles (
    id text NOT NULL,
    name text NOT NULL,
    brand text NOT NULL,
    base_url text NOT NULL,
    app_id text NOT NULL,
    app_type text NOT NULL,
    color text NOT NULL,
    environment text NOT NULL,
    tenant_key text,
    receive_id_type text,
    receive_id text,
    sealed_secret text,
    secret_fingerprint text,
    secret_set_at_ms bigint,
    sealed_ticket text,
    ticket_fingerprint text,
    ticket_set_at_ms bigint,
    created_at_ms bigint NOT NULL,
    updated_at_ms bigint NOT NULL,
    removed_at_ms bigint
);
ALTER TABLE public.rate_calls ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.rate_calls_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE UNLOGGED TABLE public.rate_pauses (
    budget text NOT NULL,
    until_at timestamp with time zone NOT NULL
);
CREATE TABLE public.recipients (
    profile text NOT NULL,
    base_url text NOT NULL,
    receive_id_type text NOT NULL,
    receive_id text NOT NULL,
    name text,
    chat_id text,
    favourite bigint NOT NULL,
    last_sent_at_ms bigint NOT NULL,
    search text NOT NULL,
    language text
);
CREATE TABLE public.resolutions (
    n bigint NOT NULL,
    seq bigint NOT NULL,
    verdict text NOT NULL,
    note text,
    actor text NOT NULL,
    at_ms bigint NOT NULL,
    source text DEFAULT 'person'::text NOT NULL,
    message_id text,
    CONSTRAINT resolutions_verdict_check CHECK ((verdict = ANY (ARRAY['delivered'::text, 'not_delivered'::text, 'undecided'::text])))
);
ALTER TABLE public.resolutions ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.resolutions_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.search (
    seq bigint NOT NULL,
    terms text[] NOT NULL
);
CREATE TABLE public.settlements (
    seq bigint NOT NULL,
    outcome text NOT NULL,
    code bigint,
    at_ms bigint NOT NULL,
    exchange text NOT NULL,
    CONSTRAINT settlements_outcome_check CHECK ((outcome = ANY (ARRAY['answered'::text, 'token_refused'::text, 'not_sent'::text, 'unknown'::text])))
);
CREATE TABLE public.sweeps (
    n bigint NOT NULL,
    upto bigint NOT NULL,
    removed bigint NOT NULL,
    at_ms bigint NOT NULL
);
ALTER TABLE public.sweeps ALTER COLUMN n ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME public.sweeps_n_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);
CREATE TABLE public.template_versions (
    template_id text NOT NULL,
    version bigint NOT NULL,
    follow_ups text NOT NULL,
    actor text NOT NULL,
    at_ms bigint NOT NULL,
    message text
);
CREATE TABLE public.templates (
    id text NOT NULL,
    name text NOT NULL,
    note text NOT NULL,
    version bigint NOT NULL,
    search text NOT NULL,
    actor text NOT NULL,
    created_at_ms bigint NOT NULL,
    updated_at_ms bigint NOT NULL,
    deleted_at_ms bigint
);
INSERT INTO public.console_schema VALUES (1, '2026-11-30 21:01:19.861452+00');
INSERT INTO public.console_schema VALUES (2, '2026-11-30 21:01:19.908228+00');
INSERT INTO public.console_schema VALUES (3, '2026-11-30 21:01:19.915148+00');
INSERT INTO public.console_schema VALUES (4, '2026-11-30 21:01:19.927341+00');
INSERT INTO public.console_schema VALUES (5, '2026-11-30 21:01:19.93248+00');
INSERT INTO public.console_schema VALUES (6, '2026-11-30 21:01:19.946408+00');
INSERT INTO public.console_schema VALUES (7, '2026-11-30 21:01:19.950703+00');
INSERT INTO public.console_schema VALUES (8, '2026-11-30 21:01:19.963945+00');
INSERT INTO public.console_schema VALUES (9, '2026-11-30 21:01:19.985508+00');
INSERT INTO public.consoles VALUES ('1ed51611-2e41-460b-b2cc-553fdf950af5', 1, 'vm, 127.0.0.1:46305', 'vm 45d10ace-6de3-40a4-a84b-feec91fb184a', 'http://127.0.0.1:35551');
INSERT INTO public.deliveries OVERRIDING SYSTEM VALUE VALUES (1, '8533b178-4cec-4f7a-bb0c-91d9cd1bc5d4', 'delivery-1', 'b7f72191d04ef040cba7ac32474f0fd378fbe699d93834727d36e164efd0d344', 'local', 'emulator', 'http://127.0.0.1:35551', 'open_id', 'ou_c99a1051792afae873ff5d44880319f8', NULL, NULL, NULL, NULL, NULL, '{"text":"Hello"}', NULL, '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 1, 'cf7a8aa8-3341-4ec8-b78f-d65c94852ee3', NULL, 1796072480507, 'ou_c99a1051792afae873ff5d44880319f8
{"text":"hello"}
[{"content":"查看进度","i18n_contents":[{"content":"track it","language":"en_us"}]}]', 0);
INSERT INTO public.deliveries OVERRIDING SYSTEM VALUE VALUES (2, 'd63b41c9-de72-44a6-894c-b98b94878cca', '5d34b598-d096-4653-9828-6c411b75df49:1', '7ad50005e4849d213062016ad120b0eef60131790a1ae5031d947b7944c33e0a', 'local', 'emulator', 'http://127.0.0.1:35551', 'open_id', 'ou_d7add75482df8bca0fa9579d7e20bf1a', 'lin.xiaoyu@example.com', NULL, NULL, NULL, NULL, '{"text":"Hi Lin"}', NULL, '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 1, 'ed378e1b-2f4a-40e4-82c3-b7c7556c6558', '5d34b598-d096-4653-9828-6c411b75df49', 1796072480868, 'ou_d7add75482df8bca0fa9579d7e20bf1a
lin.xiaoyu@example.com
{"text":"hi lin"}
[{"content":"查看进度","i18n_contents":[{"content":"track it","language":"en_us"}]}]', 0);
INSERT INTO public.departures VALUES (1, 1796072480289, '{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"62ea204f-a5d0-4588-a833-f0a7a6257518\"}"}');
INSERT INTO public.departures VALUES (2, 1796072480371, '{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (3, 1796072480396, '{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (4, 1796072480426, '{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (5, 1796072480524, '{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"cf7a8aa8-3341-4ec8-b78f-d65c94852ee3\"}"}');
INSERT INTO public.departures VALUES (6, 1796072480564, '{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100bf69392e5c480535414a04e5b84d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (7, 1796072480876, '{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"ed378e1b-2f4a-40e4-82c3-b7c7556c6558\"}"}');
INSERT INTO public.departures VALUES (8, 1796072480903, '{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100b3188d5538cf84ab7ddb0ae6b38d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.departures VALUES (9, 1796072481380, '{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"}');
INSERT INTO public.in_flight VALUES (9, 'http://127.0.0.1:35551', 'om_x100be0fabebfd02abb1c6daa10da902', '1ed51611-2e41-460b-b2cc-553fdf950af5');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (1, '17df84fb-1223-4df6-bbc2-3260cebcf159', 'message-1', '41612744ba628c736398b0c57f66db631c2c953ba6d70407186c45058d0f8b4b', '1ed51611-2e41-460b-b2cc-553fdf950af5', 'local', 'emulator', 'http://127.0.0.1:35551', 'create_message', NULL, NULL, 'http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id', '{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"您好 0\"}","uuid":"62ea204f-a5d0-4588-a833-f0a7a6257518"}', 'e089040fb6d7b5e490fbcf32c367636c6a20ba57f76b61b0656bd3d8c35ae259', 1796072480261, 1796072480261, NULL);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (2, 'e0c68e62-b32e-499c-9af3-89f0c3142870', 'push-accepted', '473c7f62e1433cc748c691b5b539990677f2ac3dc036c4f6cb07265a251bb664', '1ed51611-2e41-460b-b2cc-553fdf950af5', 'local', 'emulator', 'http://127.0.0.1:35551', 'push_follow_up', 'om_x100be0fabebfd02abb1c6daa10da902', NULL, 'http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072480356, 1796072480356, NULL);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (3, '66a18987-dd79-423d-876d-c5bcb1859331', 'push-rejected', '473c7f62e1433cc748c691b5b539990677f2ac3dc036c4f6cb07265a251bb664', '1ed51611-2e41-460b-b2cc-553fdf950af5', 'local', 'emulator', 'http://127.0.0.1:35551', 'push_follow_up', 'om_x100be0fabebfd02abb1c6daa10da902', NULL, 'http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072480394, 1796072480394, NULL);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (4, 'd105896b-01c0-48ad-9f8b-9e2cd7e2b8e3', 'push-unknown', '473c7f62e1433cc748c691b5b539990677f2ac3dc036c4f6cb07265a251bb664', '1ed51611-2e41-460b-b2cc-553fdf950af5', 'local', 'emulator', 'http://127.0.0.1:35551', 'push_follow_up', 'om_x100be0fabebfd02abb1c6daa10da902', NULL, 'http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072480423, 1796072480423, NULL);
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (5, 'eb545d55-c691-4601-8dc9-fbae3aa69530', 'delivery-1', '5b250cf5a11a1fb81c60dff2d7db2bae7a563d336f42868a7ec99e86ac4539d3', '1ed51611-2e41-460b-b2cc-553fdf950af5', 'local', 'emulator', 'http://127.0.0.1:35551', 'create_message', NULL, NULL, 'http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id', '{"receive_id":"ou_c99a1051792afae873ff5d44880319f8","msg_type":"text","content":"{\"text\":\"Hello\"}","uuid":"cf7a8aa8-3341-4ec8-b78f-d65c94852ee3"}', '95a8475d4da58fcd247cc58e4348837e3d1831dd3620d5fd80351df3537b0b02', 1796072480519, 1796072480519, '8533b178-4cec-4f7a-bb0c-91d9cd1bc5d4');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (6, '51e05155-872f-4e0c-8a7b-24e828dc09c2', 'delivery-1:push', '0f2b5ab3be25c75e55406472779ab695fb7505fe26ed28004f3b85a23e760119', '1ed51611-2e41-460b-b2cc-553fdf950af5', 'local', 'emulator', 'http://127.0.0.1:35551', 'push_follow_up', 'om_x100bf69392e5c480535414a04e5b84d', NULL, 'http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100bf69392e5c480535414a04e5b84d/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072480554, 1796072480554, '8533b178-4cec-4f7a-bb0c-91d9cd1bc5d4');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (7, 'a2c6b29f-1e2e-4acf-a3d1-b5a8beff9871', '5d34b598-d096-4653-9828-6c411b75df49:1', 'ab11d765acb827e989eef547309bcb0760f317be23f0053b61692bf0463e2554', '1ed51611-2e41-460b-b2cc-553fdf950af5', 'local', 'emulator', 'http://127.0.0.1:35551', 'create_message', NULL, NULL, 'http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id', '{"receive_id":"ou_d7add75482df8bca0fa9579d7e20bf1a","msg_type":"text","content":"{\"text\":\"Hi Lin\"}","uuid":"ed378e1b-2f4a-40e4-82c3-b7c7556c6558"}', '1877c0401d2738e79ce45ad92dece00d6276ff8fb8ad3933bb606d568e436f2f', 1796072480875, 1796072480875, 'd63b41c9-de72-44a6-894c-b98b94878cca');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (8, 'b140a722-4c12-4112-85dc-f378ce2e4b16', '5d34b598-d096-4653-9828-6c411b75df49:1:push', '8b9e7bc8bd7adcc58606bda02f008c7cbb2334086b2c1b1eabcf617ad80979f8', '1ed51611-2e41-460b-b2cc-553fdf950af5', 'local', 'emulator', 'http://127.0.0.1:35551', 'push_follow_up', 'om_x100b3188d5538cf84ab7ddb0ae6b38d', NULL, 'http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100b3188d5538cf84ab7ddb0ae6b38d/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072480901, 1796072480901, 'd63b41c9-de72-44a6-894c-b98b94878cca');
INSERT INTO public.intents OVERRIDING SYSTEM VALUE VALUES (9, '140b3b7b-884b-41da-86e4-366a19eb07cf', 'push-in-flight', '473c7f62e1433cc748c691b5b539990677f2ac3dc036c4f6cb07265a251bb664', '1ed51611-2e41-460b-b2cc-553fdf950af5', 'local', 'emulator', 'http://127.0.0.1:35551', 'push_follow_up', 'om_x100be0fabebfd02abb1c6daa10da902', NULL, 'http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up', '{"follow_ups":[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]}', '2be1496cc88e8063e9715bc6f7c660429466ed12167711e67e6cfb4fa0b9b9e8', 1796072481379, 1796072481379, NULL);
INSERT INTO public.key_check VALUES (1, 'v1.H7QkSCIuCfE19Sm5YmprWqC5IYeiyind_aG3Gabitkk4r6QHKSrL6ZjOxpNt');
INSERT INTO public.list_rows VALUES ('5d34b598-d096-4653-9828-6c411b75df49', 2, 'missing@example.com', 'email', 'missing@example.com', 'missing@example.com', NULL, NULL, '{"name":"Bob"}', '[{"kind":"not_found","blocking":true}]', 0, 'not_found', NULL, NULL);
INSERT INTO public.list_rows VALUES ('5d34b598-d096-4653-9828-6c411b75df49', 1, 'lin.xiaoyu@example.com', 'open_id', 'ou_d7add75482df8bca0fa9579d7e20bf1a', 'lin.xiaoyu@example.com', NULL, NULL, '{"name":"Lin"}', '[]', 0, NULL, 'sent', NULL);
INSERT INTO public.lists OVERRIDING SYSTEM VALUE VALUES (1, '5d34b598-d096-4653-9828-6c411b75df49', '5d34b598-d096-4653-9828-6c411b75df49', 'e97557f06f44b91c02110f79cce6e8f3a7a13f53028df3cca6a9b3868b78dbd2', 'March', 'local', 'emulator', 'http://127.0.0.1:35551', NULL, NULL, '{"text":"Hi {{name}}"}', '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 20, 'finished', NULL, NULL, NULL, NULL, NULL, 2, 1796072480594, 1796072480863, 1796072480669, 1796072480921, NULL);
INSERT INTO public.profiles VALUES ('2fcc28f9-d7b4-4005-b6c1-fb7caed59161', 'Shop', 'feishu', 'https://open.feishu.cn', 'cli_a123456789abcdef', 'custom', 'gray', 'production', NULL, NULL, NULL, 'v1.PG05ys-0TjMx5dEFvXMFQ18w78N5qj8Vckx6iyo-n-Y8gQTMr9CCmMMhWTRTLd85NQ', 'ad02bddb', 1796072480469, NULL, NULL, NULL, 1796072480469, 1796072480469, NULL);
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (1, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","create_message"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.286134+00', '2026-11-30 21:01:20.301136+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (2, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","push_follow_up"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.369024+00', '2026-11-30 21:01:20.394997+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (3, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","push_follow_up"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.395506+00', '2026-11-30 21:01:20.424619+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (4, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","push_follow_up"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.425066+00', '2026-11-30 21:01:20.469084+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (5, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","create_message"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.519786+00', '2026-11-30 21:01:20.536472+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (6, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","push_follow_up"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.563387+00', '2026-11-30 21:01:20.572279+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (7, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","batch_get_id"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.693101+00', '2026-11-30 21:01:20.694555+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (8, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","check_visibility"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.730548+00', '2026-11-30 21:01:20.78189+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (9, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","list_scopes"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.803116+00', '2026-11-30 21:01:20.825717+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (10, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","bot_info"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.848144+00', '2026-11-30 21:01:20.851306+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (11, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","create_message"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.875934+00', '2026-11-30 21:01:20.890612+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (12, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","push_follow_up"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:20.901971+00', '2026-11-30 21:01:20.910914+00');
INSERT INTO public.rate_calls OVERRIDING SYSTEM VALUE VALUES (13, '["[\"http://127.0.0.1:35551\",\"cli_0123456789abcdef\",null]","push_follow_up"]', '1ed51611-2e41-460b-b2cc-553fdf950af5', '2026-11-30 21:01:21.379858+00', NULL);
INSERT INTO public.recipients VALUES ('emulator', 'http://127.0.0.1:35551', 'open_id', 'ou_c99a1051792afae873ff5d44880319f8', NULL, 'oc_d7ac0ba8da5c2242ecbab3a1d7b821be', 0, 1796072480519, 'ou_c99a1051792afae873ff5d44880319f8
oc_d7ac0ba8da5c2242ecbab3a1d7b821be', NULL);
INSERT INTO public.recipients VALUES ('emulator', 'http://127.0.0.1:35551', 'open_id', 'ou_d7add75482df8bca0fa9579d7e20bf1a', 'Ann', 'oc_b4ef438497c2faf5fc2d80cf1de5fd81', 1, 1796072480875, 'ann
ou_d7add75482df8bca0fa9579d7e20bf1a
oc_b4ef438497c2faf5fc2d80cf1de5fd81', NULL);
INSERT INTO public.search VALUES (1, '{b33_31,b31_2n,b2n_3c,b3c_1d,b1d_1c,b1c_1c,b1c_2q,b2q_2t,b2t_1c,b1c_2u,b2u_2p,b2p_2q,b2t_2q,b2q_2u,b2u_2s,b2s_1c,b1c_1e,b1e_2p,b2q_2q,b2q_1d,b1d_2r,b2r_1i,b1i_2s,b2s_2p,b2p_2p,b2p_1d,b1c_2s,b2p_1l,b1l_1c,b1e_1c,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1c_1h,b1h_1c,b1c_1f,b1f_2t,b2t_1e,b1e_1e,b1h_2r,b2r_1f,b1f_1l,b1l_1h,b1h_2p,b2q_1k,b1k_1g,b1g_2t,b2t_1g,b1g_1h,b1h_1i,b1i_2r,b2r_1h,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2s,b2s_1j,b1j_2p,b2p_2s,b2s_2s,b1j_1h,b1h_1g,b1g_1k,b1k_1e,b1e_2s,b2s_2u,b2u_1k,b1k_2q,b2q_2r,b2r_2p,b2p_1c,b1h_1j,b1j_1l,b1l_2s,b1j_2t,b2u_1d,b1d_2p,b38_2t,b2t_3c,b3c_38,b3f_y,by_38,b38_y,by_1m,b1m_y,by_j3c,bj3c_hod,sj3c,shod,b1c_y,by_3h,b1i_1e,b1e_2t,b2t_2p,b2p_1e,b1c_1g,b1g_2u,b2u_19,b19_2p,b2p_1h,b1h_2s,b1c_19,b19_1g,b1h_1k,b1k_1k,b1k_19,b2p_1k,b1k_1f,b1f_1f,b1f_19,b19_2u,b2u_1c,b1c_2p,b2p_1j,b2p_1i,b1e_1h,b1h_1d,b1d_1k,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (2, '{b33_31,b31_2n,b2n_3c,b3c_1d,b1d_1c,b1c_1c,b1c_2q,b2q_2t,b2t_1c,b1c_2u,b2u_2p,b2p_2q,b2t_2q,b2q_2u,b2u_2s,b2s_1c,b1c_1e,b1e_2p,b2q_2q,b2q_1d,b1d_2r,b2r_1i,b1i_2s,b2s_2p,b2p_2p,b2p_1d,b1c_2s,b2p_1l,b1l_1c,b1e_1c,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1c_1h,b1h_1c,b1d_1g,b1g_2r,b2r_2r,b2r_2t,b2t_1l,b1l_1j,b1j_2s,b2s_1l,b1l_1k,b1k_1c,b2u_1f,b1f_2q,b2q_1k,b1k_1e,b1e_1j,b1j_2p,b2p_2u,b37_39,b39_2r,b2t_37,b37_37,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (3, '{b33_31,b31_2n,b2n_3c,b3c_1d,b1d_1c,b1c_1c,b1c_2q,b2q_2t,b2t_1c,b1c_2u,b2u_2p,b2p_2q,b2t_2q,b2q_2u,b2u_2s,b2s_1c,b1c_1e,b1e_2p,b2q_2q,b2q_1d,b1d_2r,b2r_1i,b1i_2s,b2s_2p,b2p_2p,b2p_1d,b1c_2s,b2p_1l,b1l_1c,b1e_1c,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1c_1h,b1h_1c,b1c_1l,b1l_2s,b2s_1l,b1l_1k,b1k_1f,b1f_2r,b2r_1c,b1d_2u,b2u_1c,b2p_1g,b1g_1d,b1d_2t,b2t_2p,b2p_1e,b1e_1j,b1j_1d,b2u_33,b33_30,b30_30,b30_33,b33_3b,b39_34,b2p_30,b30_36,b36_2t,b2p_2s,b2s_3d,b2t_3c,b3c_2x,b2x_37,b37_38,b38_1a,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_230008}');
INSERT INTO public.search VALUES (4, '{b33_31,b31_2n,b2n_3c,b3c_1d,b1d_1c,b1c_1c,b1c_2q,b2q_2t,b2t_1c,b1c_2u,b2u_2p,b2p_2q,b2t_2q,b2q_2u,b2u_2s,b2s_1c,b1c_1e,b1e_2p,b2q_2q,b2q_1d,b1d_2r,b2r_1i,b1i_2s,b2s_2p,b2p_2p,b2p_1d,b1c_2s,b2p_1l,b1l_1c,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_unknown}');
INSERT INTO public.search VALUES (5, '{b33_31,b31_2n,b2n_3c,b3c_1d,b1d_1c,b1c_1c,b1c_2q,b2q_2u,b2u_1i,b1i_1l,b1l_1f,b1f_1l,b1l_1e,b1e_2t,b2t_1h,b1h_2r,b2r_1g,b1g_1k,b1k_1c,b1c_1h,b1h_1f,b1f_1h,b1h_1g,b1g_1d,b1d_1g,b1g_2p,b2p_1c,b1c_1g,b1g_2t,b1h_2q,b2q_1k,b1k_1g,b1g_2s,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1h_1c,b1e_1d,b1d_2s,b2s_2q,b2q_1f,b1f_2q,b2q_1l,b1l_1c,b1c_1i,b1i_1c,b1c_2s,b2s_1j,b1j_2p,b2p_1k,b1k_2q,b1k_2s,b2s_2p,b2p_2t,b2t_2s,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2r,b2r_1l,b1l_1l,b1l_2p,b2p_1d,b1h_1d,b1d_1j,b1j_1l,b1e_2p,b2p_2u,b2u_2p,b2t_1k,b1k_1j,b1j_1f,b1f_2u,b2u_2u,b2u_1h,b1h_2s,b2s_1g,b1g_1g,b1k_1k,b1c_1f,b1f_1d,b1d_1l,b1l_2u,b2u_1k,b38_2t,b2t_3c,b3c_38,b3f_y,by_38,b38_y,by_1m,b1m_y,by_2w,b2w_2t,b2t_30,b30_30,b30_33,b33_y,by_3h,b2r_2u,b2u_1j,b1k_2p,b2p_2p,b1k_19,b19_1f,b1f_1f,b1f_1g,b1d_19,b19_1g,b2t_2r,b2r_1k,b19_2q,b2q_1j,b1j_1k,b1k_2u,b2u_19,b19_2s,b2s_1i,b1i_1h,b1l_1g,b1k_1h,b1h_1e,b2t_2t,b2t_1f,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (6, '{b33_31,b31_2n,b2n_3c,b3c_1d,b1d_1c,b1c_1c,b1c_2q,b2q_2u,b2u_1i,b1i_1l,b1l_1f,b1f_1l,b1l_1e,b1e_2t,b2t_1h,b1h_2r,b2r_1g,b1g_1k,b1k_1c,b1c_1h,b1h_1f,b1f_1h,b1h_1g,b1g_1d,b1d_1g,b1g_2p,b2p_1c,b1c_1g,b1g_2t,b1h_2q,b2q_1k,b1k_1g,b1g_2s,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1h_1c,b1c_1f,b1f_1i,b1i_1g,b1g_1i,b1i_1k,b1g_1h,b1h_1h,b1h_1j,b1j_1d,b1d_2s,b2s_1e,b1e_1d,b1d_2u,b2u_1c,b1c_2u,b2u_1g,b1g_1f,b1f_1c,b1c_1l,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2r,b2r_1l,b1l_1l,b1l_2p,b2p_1d,b1h_1d,b1d_1j,b1j_1l,b1e_2p,b2p_2u,b2u_2p,b2p_2t,b2t_1k,b1k_1j,b1j_1f,b1f_2u,b2u_2u,b2u_1h,b1h_2s,b2s_1g,b1g_1g,b1k_1k,b1f_1d,b1d_1l,b1l_2u,b2u_1k,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (7, '{b33_31,b31_2n,b2n_3c,b3c_1d,b1d_1c,b1c_1c,b1c_2q,b2q_1f,b1f_1d,b1d_1k,b1k_1k,b1k_2s,b2s_1h,b1h_1h,b1h_1f,b1f_1k,b1k_2r,b2r_2u,b2u_1k,b1k_1g,b1g_2p,b2p_2q,b2q_1j,b1j_2s,b2s_2s,b2s_2q,b2q_1c,b1c_2p,b2p_2t,b2t_1i,b1i_2q,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1c_1h,b1h_1c,b1c_1l,b1l_1f,b1f_2r,b2r_1e,b1e_1f,b1f_2u,b2u_1c,b1h_2s,b2s_1f,b1f_2p,b2p_2u,b2u_2s,b1h_1g,b1g_1k,b1k_1j,b1j_2r,b2r_2t,b2t_2r,b37_39,b39_2r,b2r_2r,b2t_37,b37_37,b33_39,b39_2n,b2n_2s,b2s_1j,b1j_2p,b2p_2s,b1j_1h,b1k_1e,b1e_2s,b2s_2u,b1k_2q,b2q_2r,b2r_2p,b2p_1c,b1c_2u,b2u_2p,b2p_1l,b1l_1h,b1h_1j,b1j_1l,b1l_2s,b1j_2t,b2t_1e,b2q_2u,b2u_1d,b1d_2p,b30_2x,b2x_32,b32_1a,b1a_3c,b3c_2x,b2x_2p,b2p_33,b33_3d,b3d_39,b39_1s,b1s_2t,b2t_3c,b3c_2p,b2p_31,b31_34,b34_30,b30_2t,b2t_1a,b1a_2r,b2r_33,b38_2t,b3c_38,b3f_y,by_38,b38_y,by_1m,b1m_y,by_2w,b2w_2x,b32_y,by_3h,b2t_2s,b1f_1j,b1j_1k,b1k_2t,b2t_1d,b1d_2q,b2q_19,b19_1e,b1e_2u,b2u_1g,b2p_19,b19_1g,b1g_1c,b1c_2t,b2t_1g,b1g_19,b19_1k,b1e_2r,b2r_1f,b1f_19,b19_2q,b2r_1j,b1h_1i,b1i_2r,b2r_1i,b1i_1h,b1h_1k,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (8, '{b33_31,b31_2n,b2n_3c,b3c_1d,b1d_1c,b1c_1c,b1c_2q,b2q_1f,b1f_1d,b1d_1k,b1k_1k,b1k_2s,b2s_1h,b1h_1h,b1h_1f,b1f_1k,b1k_2r,b2r_2u,b2u_1k,b1k_1g,b1g_2p,b2p_2q,b2q_1j,b1j_2s,b2s_2s,b2s_2q,b2q_1c,b1c_2p,b2p_2t,b2t_1i,b1i_2q,b1e_1c,b1c_1e,b1e_1i,b1i_1d,b1d_1e,b1c_1d,b1c_1h,b1h_1c,b1c_1l,b1l_1g,b1g_1c,b2q_2q,b2q_1l,b1l_1f,b1f_1c,b1l_1i,b1i_2u,b1k_2u,b2u_1l,b1g_1i,b1i_1f,b1f_1i,b37_39,b39_2r,b2r_2r,b2r_2t,b2t_37,b37_37,b33_39,b39_2n,b2n_2s,b2s_1j,b1j_2p,b2p_2s,b1j_1h,b1h_1g,b1g_1k,b1k_1e,b1e_2s,b2s_2u,b1k_2q,b2q_2r,b2r_2p,b2p_1c,b1c_2u,b2u_2p,b2p_1l,b1l_1h,b1h_1j,b1j_1l,b1l_2s,b1j_2t,b2t_1e,b2q_2u,b2u_1d,b1d_2p,b30_2x,b2x_32,b32_1a,b1a_3c,b3c_2x,b2x_2p,b2p_33,b33_3d,b3d_39,b39_1s,b1s_2t,b2t_3c,b3c_2p,b2p_31,b31_34,b34_30,b30_2t,b2t_1a,b1a_2r,b2r_33,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72,o_answered,c_0}');
INSERT INTO public.search VALUES (9, '{b33_31,b31_2n,b2n_3c,b3c_1d,b1d_1c,b1c_1c,b1c_2q,b2q_2t,b2t_1c,b1c_2u,b2u_2p,b2p_2q,b2t_2q,b2q_2u,b2u_2s,b2s_1c,b1c_1e,b1e_2p,b2q_2q,b2q_1d,b1d_2r,b2r_1i,b1i_2s,b2s_2p,b2p_2p,b2p_1d,b1c_2s,b2p_1l,b1l_1c,bkit_nij,bnij_sez,bsez_ip2,skit,snij,ssez,sip2,b38_36,b36_2p,b2p_2r,b2r_2z,b2x_38,b2t_32,b32_2n,b2n_39,b39_37,p_656d756c61746f72}');
INSERT INTO public.settlements VALUES (1, 'answered', 0, 1796072480328, '{"id":"17df84fb-1223-4df6-bbc2-3260cebcf159","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"message-1","profile":"emulator","endpoint":"create_message","message_id":"om_x100be0fabebfd02abb1c6daa10da902","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"62ea204f-a5d0-4588-a833-f0a7a6257518\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"62ea204f-a5d0-4588-a833-f0a7a6257518\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501203E2205C395AB84E456C5","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"84c69ce897a75c1668137f62c798f655","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"399","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100be0fabebfd02abb1c6daa10da902\",\"msg_type\":\"text\",\"create_time\":\"1796072480297\",\"update_time\":\"1796072480297\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_b4ef438497c2faf5fc2d80cf1de5fd81\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\",\"uuid\":\"62ea204f-a5d0-4588-a833-f0a7a6257518\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501203E2205C395AB84E456C5","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"84c69ce897a75c1668137f62c798f655","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"399","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100be0fabebfd02abb1c6daa10da902\",\"msg_type\":\"text\",\"create_time\":\"1796072480297\",\"update_time\":\"1796072480297\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_b4ef438497c2faf5fc2d80cf1de5fd81\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"您好 0\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:20.295Z","duration_ms":3.2}],"code":0,"msg":"success","log_id":"202612010501203E2205C395AB84E456C5","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:20.261Z","duration_ms":26}');
INSERT INTO public.settlements VALUES (2, 'answered', 0, 1796072480387, '{"id":"e0c68e62-b32e-499c-9af3-89f0c3142870","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-accepted","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100be0fabebfd02abb1c6daa10da902","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105012014CCCE97D980F3B827AF","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"397a8439cb77b4b99279e406351d3734","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105012014CCCE97D980F3B827AF","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"397a8439cb77b4b99279e406351d3734","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:20.382Z","duration_ms":2.8}],"code":0,"msg":"success","log_id":"2026120105012014CCCE97D980F3B827AF","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:20.356Z","duration_ms":28.5}');
INSERT INTO public.settlements VALUES (3, 'answered', 230008, 1796072480409, '{"id":"66a18987-dd79-423d-876d-c5bcb1859331","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-rejected","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100be0fabebfd02abb1c6daa10da902","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"202612010501209D983C01F02A41EA271E","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"152f2344a9babf7188512a3a64920e0c","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"269","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"202612010501209D983C01F02A41EA271E\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=202612010501209D983C01F02A41EA271E&code=230008\"}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":400,"headers":{"x-tt-logid":"202612010501209D983C01F02A41EA271E","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"152f2344a9babf7188512a3a64920e0c","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"269","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":230008,\"msg\":\"follow up already exist.\",\"error\":{\"log_id\":\"202612010501209D983C01F02A41EA271E\",\"troubleshooter\":\"排查建议查看(Troubleshooting suggestions): https://open.feishu.cn/search?from=openapi&log_id=202612010501209D983C01F02A41EA271E&code=230008\"}}","truncated":false},"failure":null,"code":230008,"started_at":"2026-11-30T21:01:20.403Z","duration_ms":2.3}],"code":230008,"msg":"follow up already exist.","log_id":"202612010501209D983C01F02A41EA271E","troubleshooter":"https://open.feishu.cn/search?from=openapi&log_id=202612010501209D983C01F02A41EA271E&code=230008","meaning":{"code":230008,"msg":"follow up already exist.","http_status":400,"meaning":{"zh":"这条消息已经有气泡。一条消息只能添加一次。","en":"The message already has bubbles. They can be added only once."},"advice":{"zh":"要换内容，请让机器人发一条新消息。如果上次没有收到响应，此错误码说明上次很可能已成功，除非有人在此期间添加过气泡。","en":"To change the bubbles, send a new message from the bot. If an earlier response was lost, this code is evidence that the request succeeded, unless someone else added bubbles."},"retryable":false,"source":"https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/message/push_follow_up"},"notes":[],"started_at":"2026-11-30T21:01:20.394Z","duration_ms":11.5}');
INSERT INTO public.settlements VALUES (4, 'unknown', NULL, 1796072480433, '{"id":"d105896b-01c0-48ad-9f8b-9e2cd7e2b8e3","actor":"local","attempt_of":null,"delivery":null,"idempotency_key":"push-unknown","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100be0fabebfd02abb1c6daa10da902","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"unknown","outcome":"unknown","request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100be0fabebfd02abb1c6daa10da902/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":null,"failure":{"stage":"call","kind":"reset","detail":"UND_ERR_SOCKET"},"code":null,"started_at":"2026-11-30T21:01:20.428Z","duration_ms":3.4}],"code":null,"msg":null,"log_id":null,"troubleshooter":null,"meaning":null,"notes":[],"started_at":"2026-11-30T21:01:20.423Z","duration_ms":8.8}');
INSERT INTO public.settlements VALUES (5, 'answered', 0, 1796072480537, '{"id":"eb545d55-c691-4601-8dc9-fbae3aa69530","actor":"local","attempt_of":null,"delivery":"8533b178-4cec-4f7a-bb0c-91d9cd1bc5d4","idempotency_key":"delivery-1","profile":"emulator","endpoint":"create_message","message_id":"om_x100bf69392e5c480535414a04e5b84d","body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"cf7a8aa8-3341-4ec8-b78f-d65c94852ee3\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"cf7a8aa8-3341-4ec8-b78f-d65c94852ee3\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105012021DB3B9060D7A8B8DAED","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"7a726591b0060fde74f5d63cc2bae655","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"396","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100bf69392e5c480535414a04e5b84d\",\"msg_type\":\"text\",\"create_time\":\"1796072480534\",\"update_time\":\"1796072480534\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_d7ac0ba8da5c2242ecbab3a1d7b821be\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_c99a1051792afae873ff5d44880319f8\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\",\"uuid\":\"cf7a8aa8-3341-4ec8-b78f-d65c94852ee3\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105012021DB3B9060D7A8B8DAED","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"7a726591b0060fde74f5d63cc2bae655","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"396","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100bf69392e5c480535414a04e5b84d\",\"msg_type\":\"text\",\"create_time\":\"1796072480534\",\"update_time\":\"1796072480534\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_d7ac0ba8da5c2242ecbab3a1d7b821be\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hello\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:20.532Z","duration_ms":2.9}],"code":0,"msg":"success","log_id":"2026120105012021DB3B9060D7A8B8DAED","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:20.519Z","duration_ms":16.3}');
INSERT INTO public.settlements VALUES (6, 'answered', 0, 1796072480573, '{"id":"51e05155-872f-4e0c-8a7b-24e828dc09c2","actor":"local","attempt_of":null,"delivery":"8533b178-4cec-4f7a-bb0c-91d9cd1bc5d4","idempotency_key":"delivery-1:push","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100bf69392e5c480535414a04e5b84d","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100bf69392e5c480535414a04e5b84d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501203646845571D21F0F4309","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"b3f01447bd17d224af75b9a2fe6245c2","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100bf69392e5c480535414a04e5b84d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"202612010501203646845571D21F0F4309","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"b3f01447bd17d224af75b9a2fe6245c2","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:20.568Z","duration_ms":2.2}],"code":0,"msg":"success","log_id":"202612010501203646845571D21F0F4309","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:20.554Z","duration_ms":18.1}');
INSERT INTO public.settlements VALUES (7, 'answered', 0, 1796072480890, '{"id":"a2c6b29f-1e2e-4acf-a3d1-b5a8beff9871","actor":"local","attempt_of":null,"delivery":"d63b41c9-de72-44a6-894c-b98b94878cca","idempotency_key":"5d34b598-d096-4653-9828-6c411b75df49:1","profile":"emulator","endpoint":"create_message","message_id":"om_x100b3188d5538cf84ab7ddb0ae6b38d","body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"ed378e1b-2f4a-40e4-82c3-b7c7556c6558\"}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"ed378e1b-2f4a-40e4-82c3-b7c7556c6558\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105012093C23F05D3AFD5487CEC","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"9bd267a730da0747cb9efa54c8d58551","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"397","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100b3188d5538cf84ab7ddb0ae6b38d\",\"msg_type\":\"text\",\"create_time\":\"1796072480888\",\"update_time\":\"1796072480888\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_b4ef438497c2faf5fc2d80cf1de5fd81\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\"}}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages?receive_id_type=open_id","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"receive_id\":\"ou_d7add75482df8bca0fa9579d7e20bf1a\",\"msg_type\":\"text\",\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\",\"uuid\":\"ed378e1b-2f4a-40e4-82c3-b7c7556c6558\"}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105012093C23F05D3AFD5487CEC","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"9bd267a730da0747cb9efa54c8d58551","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"397","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{\"message_id\":\"om_x100b3188d5538cf84ab7ddb0ae6b38d\",\"msg_type\":\"text\",\"create_time\":\"1796072480888\",\"update_time\":\"1796072480888\",\"deleted\":false,\"updated\":false,\"chat_id\":\"oc_b4ef438497c2faf5fc2d80cf1de5fd81\",\"sender\":{\"id\":\"cli_0123456789abcdef\",\"id_type\":\"app_id\",\"sender_type\":\"app\",\"tenant_key\":\"154088ad34ec6aec\"},\"body\":{\"content\":\"{\\\"text\\\":\\\"Hi Lin\\\"}\"}}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:20.887Z","duration_ms":1.4}],"code":0,"msg":"success","log_id":"2026120105012093C23F05D3AFD5487CEC","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:20.875Z","duration_ms":13.7}');
INSERT INTO public.settlements VALUES (8, 'answered', 0, 1796072480911, '{"id":"b140a722-4c12-4112-85dc-f378ce2e4b16","actor":"local","attempt_of":null,"delivery":"d63b41c9-de72-44a6-894c-b98b94878cca","idempotency_key":"5d34b598-d096-4653-9828-6c411b75df49:1:push","profile":"emulator","endpoint":"push_follow_up","message_id":"om_x100b3188d5538cf84ab7ddb0ae6b38d","body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}","state":"answered","outcome":"answered","request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100b3188d5538cf84ab7ddb0ae6b38d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105012020940BB93096F8F94636","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"ccc55af3a4c79d374748b9cc62d6f31f","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"attempts":[{"request":{"method":"POST","url":"http://127.0.0.1:35551/open-apis/im/v1/messages/om_x100b3188d5538cf84ab7ddb0ae6b38d/push_follow_up","headers":{"authorization":"Bearer t-g1…(redacted)","content-type":"application/json; charset=utf-8","user-agent":"follow-up-console"},"body":"{\"follow_ups\":[{\"content\":\"查看进度\",\"i18n_contents\":[{\"content\":\"Track it\",\"language\":\"en_us\"}]}]}"},"response":{"http_status":200,"headers":{"x-tt-logid":"2026120105012020940BB93096F8F94636","date":"Mon, 30 Nov 2026 21:01:20 GMT","x-request-id":"ccc55af3a4c79d374748b9cc62d6f31f","cache-control":"no-store","content-security-policy":"default-src ''none''","cross-origin-resource-policy":"same-origin","referrer-policy":"no-referrer","x-content-type-options":"nosniff","content-type":"application/json; charset=utf-8","content-length":"36","connection":"keep-alive","keep-alive":"timeout=5"},"body":"{\"code\":0,\"msg\":\"success\",\"data\":{}}","truncated":false},"failure":null,"code":0,"started_at":"2026-11-30T21:01:20.909Z","duration_ms":1.1}],"code":0,"msg":"success","log_id":"2026120105012020940BB93096F8F94636","troubleshooter":null,"meaning":{"code":0,"msg":"success","http_status":200,"meaning":{"zh":"成功。只有 code 为 0 表示成功。部分接口的 msg 是“ok”。","en":"Success. Only code 0 means success. Some calls return “ok” as msg."},"advice":{"zh":"无需处理。","en":"Nothing to do."},"retryable":false,"source":"https://open.feishu.cn/document/ukTMukTMukTM/ukDNz4SO0MjL5QzM/get-"},"notes":[],"started_at":"2026-11-30T21:01:20.901Z","duration_ms":8.6}');
INSERT INTO public.template_versions VALUES ('b3c5c8a6-4e97-4f7f-9cd6-331971d97091', 1, '[{"content":"查看进度","i18n_contents":[{"content":"Track it","language":"en_us"}]}]', 'local', 1796072480443, NULL);
INSERT INTO public.template_versions VALUES ('b3c5c8a6-4e97-4f7f-9cd6-331971d97091', 2, '[{"content":"第二版"}]', 'local', 1796072480456, NULL);
INSERT INTO public.templates VALUES ('b3c5c8a6-4e97-4f7f-9cd6-331971d97091', 'Parcels', '', 2, 'parcels
第二版', 'local', 1796072480443, 1796072480456, NULL);
SELECT pg_catalog.setval('public.deliveries_seq_seq', 2, true);
SELECT pg_catalog.setval('public.events_seq_seq', 1, false);
SELECT pg_catalog.setval('public.intents_seq_seq', 9, true);
SELECT pg_catalog.setval('public.lists_seq_seq', 1, true);
SELECT pg_catalog.setval('public.rate_calls_id_seq', 13, true);
SELECT pg_catalog.setval('public.resolutions_n_seq', 1, false);
SELECT pg_catalog.setval('public.sweeps_n_seq', 1, false);
ALTER TABLE ONLY public.console_schema
    ADD CONSTRAINT console_schema_pkey PRIMARY KEY (version);
ALTER TABLE ONLY public.consoles
    ADD CONSTRAINT consoles_number_key UNIQUE (number);
ALTER TABLE ONLY public.consoles
    ADD CONSTRAINT consoles_pkey PRIMARY KEY (instance);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_id_key UNIQUE (id);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY public.deliveries
    ADD CONSTRAINT deliveries_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.departures
    ADD CONSTRAINT departures_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.events
    ADD CONSTRAINT events_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_base_url_message_id_key UNIQUE (base_url, message_id);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_id_key UNIQUE (id);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.key_check
    ADD CONSTRAINT key_check_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.list_rows
    ADD CONSTRAINT list_rows_pkey PRIMARY KEY (list_id, n);
ALTER TABLE ONLY public.lists
    ADD CONSTRAINT lists_id_key UNIQUE (id);
ALTER TABLE ONLY public.lists
    ADD CONSTRAINT lists_idempotency_key_key UNIQUE (idempotency_key);
ALTER TABLE ONLY public.lists
    ADD CONSTRAINT lists_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.pasted_tokens
    ADD CONSTRAINT pasted_tokens_pkey PRIMARY KEY (session, profile);
ALTER TABLE ONLY public.profiles
    ADD CONSTRAINT profiles_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rate_calls
    ADD CONSTRAINT rate_calls_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.rate_pauses
    ADD CONSTRAINT rate_pauses_pkey PRIMARY KEY (budget);
ALTER TABLE ONLY public.recipients
    ADD CONSTRAINT recipients_pkey PRIMARY KEY (profile, base_url, receive_id_type, receive_id);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT resolutions_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.search
    ADD CONSTRAINT search_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_pkey PRIMARY KEY (seq);
ALTER TABLE ONLY public.sweeps
    ADD CONSTRAINT sweeps_pkey PRIMARY KEY (n);
ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_pkey PRIMARY KEY (template_id, version);
ALTER TABLE ONLY public.templates
    ADD CONSTRAINT templates_pkey PRIMARY KEY (id);
CREATE INDEX deliveries_by_list ON public.deliveries USING btree (list_id, seq) WHERE (list_id IS NOT NULL);
CREATE INDEX deliveries_by_recipient ON public.deliveries USING btree (receive_id, seq);
CREATE INDEX deliveries_by_time ON public.deliveries USING btree (created_at_ms, seq);
CREATE INDEX deliveries_unsent ON public.deliveries USING btree (created_at_ms, seq) WHERE (unsent = 1);
CREATE INDEX intents_by_actor ON public.intents USING btree (actor, seq);
CREATE INDEX intents_by_delivery ON public.intents USING btree (delivery, seq) WHERE (delivery IS NOT NULL);
CREATE INDEX intents_by_endpoint ON public.intents USING btree (endpoint, seq);
CREATE INDEX intents_by_message ON public.intents USING btree (message_id, seq);
CREATE INDEX intents_by_original ON public.intents USING btree (attempt_of, seq) WHERE (attempt_of IS NOT NULL);
CREATE INDEX intents_by_time ON public.intents USING btree (latest_at_ms, seq);
CREATE INDEX intents_out_of_time ON public.intents USING btree (started_at_ms, seq) WHERE (started_at_ms < latest_at_ms);
CREATE INDEX lists_to_run ON public.lists USING btree (state) WHERE (state = ANY (ARRAY['running'::text, 'scheduled'::text]));
CREATE INDEX pasted_tokens_by_end ON public.pasted_tokens USING btree (ends_at_ms);
CREATE INDEX rate_calls_by_budget ON public.rate_calls USING btree (budget, granted_at);
CREATE INDEX recipients_by_chat ON public.recipients USING btree (profile, base_url, chat_id) WHERE (chat_id IS NOT NULL);
CREATE INDEX recipients_by_use ON public.recipients USING btree (profile, base_url, favourite, last_sent_at_ms);
CREATE INDEX resolutions_by_send ON public.resolutions USING btree (seq, n);
CREATE INDEX search_by_term ON public.search USING gin (terms) WITH (fastupdate=off);
CREATE UNIQUE INDEX templates_by_name ON public.templates USING btree (name) WHERE (deleted_at_ms IS NULL);
CREATE TRIGGER departures_in_order BEFORE INSERT ON public.departures FOR EACH ROW EXECUTE FUNCTION public.departs_in_order();
CREATE TRIGGER departures_last BEFORE DELETE ON public.departures FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER departures_stay BEFORE UPDATE ON public.departures FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER events_last BEFORE DELETE ON public.events FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER events_stay BEFORE UPDATE ON public.events FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER intents_last BEFORE DELETE ON public.intents FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER intents_stay BEFORE UPDATE ON public.intents FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER resolutions_last BEFORE DELETE ON public.resolutions FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER resolutions_stay BEFORE UPDATE ON public.resolutions FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER settlements_in_order BEFORE INSERT ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.settles_in_order();
CREATE TRIGGER settlements_last BEFORE DELETE ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.history_lasts();
CREATE TRIGGER settlements_stay BEFORE UPDATE ON public.settlements FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER sweeps_last BEFORE DELETE ON public.sweeps FOR EACH ROW EXECUTE FUNCTION public.history_stays();
CREATE TRIGGER sweeps_stay BEFORE UPDATE ON public.sweeps FOR EACH ROW EXECUTE FUNCTION public.history_stays();
ALTER TABLE ONLY public.departures
    ADD CONSTRAINT departures_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.in_flight
    ADD CONSTRAINT in_flight_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.intents
    ADD CONSTRAINT intents_delivery_fkey FOREIGN KEY (delivery) REFERENCES public.deliveries(id);
ALTER TABLE ONLY public.resolutions
    ADD CONSTRAINT resolutions_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.settlements
    ADD CONSTRAINT settlements_seq_fkey FOREIGN KEY (seq) REFERENCES public.intents(seq);
ALTER TABLE ONLY public.template_versions
    ADD CONSTRAINT template_versions_template_id_fkey FOREIGN KEY (template_id) REFERENCES public.templates(id);
