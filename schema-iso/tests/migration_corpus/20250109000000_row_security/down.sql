DROP POLICY items_every ON public.items;
