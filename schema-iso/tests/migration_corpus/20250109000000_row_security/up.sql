ALTER TABLE public.items ENABLE ROW LEVEL SECURITY;
ALTER TABLE public.items FORCE ROW LEVEL SECURITY;
CREATE POLICY items_all ON public.items AS RESTRICTIVE FOR ALL TO public
    USING (current_setting('app.tenant', true) IS NOT NULL)
    WITH CHECK (EXISTS (SELECT 1 FROM public.users u WHERE u.name = items.name));
ALTER POLICY items_all ON public.items RENAME TO items_every;
