CREATE OR REPLACE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $_$
DECLARE
    found_id bigint;
    r public.items%ROWTYPE;
    c CURSOR (n int) FOR SELECT * FROM public.items WHERE id > n;
BEGIN
    SELECT i.id INTO STRICT found_id FROM public.items i WHERE i.id = NEW.id FOR UPDATE;
    INSERT INTO public.items (id, name) VALUES (NEW.id, 'public.x') ON CONFLICT (id) DO NOTHING RETURNING id INTO found_id;
    GET DIAGNOSTICS found_id = ROW_COUNT;
    FOR r IN c(1) LOOP
        CONTINUE WHEN r.name IS NULL;
        RAISE NOTICE 'item %: %', r.id, r.name USING HINT = 'public.items';
    END LOOP;
    WHILE found_id > 0 LOOP
        found_id := found_id - 1;
        EXIT WHEN found_id = 3;
    END LOOP;
    CASE TG_OP
        WHEN 'INSERT' THEN PERFORM public.notify_me(NEW.id);
        ELSE NULL;
    END CASE;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    ELSIF TG_OP = 'UPDATE' AND OLD.name <> NEW.name THEN
        UPDATE public.items SET name = NEW.name WHERE items.id = OLD.id;
    ELSE
        DELETE FROM public.items WHERE id = NEW.id;
    END IF;
    RETURN NEW;
EXCEPTION
    WHEN unique_violation OR no_data_found THEN
        RETURN NULL;
    WHEN OTHERS THEN
        RAISE;
END;
$_$;
CREATE FUNCTION total(VARIADIC prices numeric[]) RETURNS numeric
    LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE COST 1
    AS $$ SELECT sum(p) FROM unnest(prices) AS u(p) $$;
CREATE FUNCTION item_count() RETURNS bigint STABLE RETURN (SELECT count(*) FROM items);
CREATE PROCEDURE tidy() LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM items WHERE price IS NULL;
    COMMIT;
END $$;
CREATE TRIGGER touch BEFORE INSERT OR UPDATE OF name ON public.items
    FOR EACH ROW WHEN (NEW.name IS NOT NULL) EXECUTE FUNCTION public.touch();

CREATE FUNCTION public.notify_me(id bigint) RETURNS void LANGUAGE sql AS $$
    SELECT pg_notify('items', id::text);
$$;
